/** Which keys there are. */
import { html } from "./vendor/lit/lit-html.js";
import { t } from "./i18n.js";

const KEYS = [
  ["j", "next"],
  ["k", "previous"],
  ["a", "approve"],
  ["r", "reject"],
  ["s", "spam"],
  ["h", "skip"],
  ["d", "group"],
  ["u", "undo"],
  ["x", "select"],
  ["⇧ A", "approveSelected"],
  ["⇧ R", "rejectSelected"],
  ["e", "escalate"],
  ["n", "note"],
  ["b", "ban"],
  ["i", "author"],
  ["v", "reveal"],
  ["f", "filter"],
  ["/", "search"],
  ["?", "help"],
];

export class HelpDialog {
  #app;

  constructor(app) {
    this.#app = app;
  }

  render() {
    return html`<h2 id="dialog-title">${t("help.title")}</h2>
      <dl class="keys">
        ${KEYS.map(([key, name]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${t(`help.${name}`)}</dd></div>`)}
      </dl>
      <p class="hint">${t("help.rejectHow")}</p>
      <div class="buttons"><button class="primary" autofocus @click=${() => this.#app.close()}>${t("close")}</button></div>`;
  }
}
