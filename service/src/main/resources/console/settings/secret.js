/** Shows a secret once, to be copied. */
import { html } from "../vendor/lit/lit-html.js";
import { t } from "../i18n.js";

export class SecretDialog {
  stays = true;
  #app;
  #title;
  #secret;

  constructor(app, title, secret) {
    this.#app = app;
    this.#title = title;
    this.#secret = secret;
  }

  render() {
    return html`<h2 id="dialog-title">${this.#title}</h2>
      <p>${t("secret.once")}</p>
      <p><code class="secret">${this.#secret}</code></p>
      <div class="buttons">
        <button @click=${() => copy(this.#app, this.#secret)}>${t("secret.copy")}</button>
        <button class="primary" autofocus @click=${() => this.#app.close()}>${t("close")}</button>
      </div>`;
  }
}

/** Puts a text into the clipboard, where the browser lets it. */
export async function copy(app, text) {
  try {
    await navigator.clipboard.writeText(text);
    app.notices.info(t("secret.copied"));
  } catch {
    app.notices.warning(t("secret.cannotCopy"));
  }
}

/** Does something that may fail, and says so where it does. */
export async function attempt(app, action, done) {
  try {
    const result = await action();
    await done?.(result);
  } catch (e) {
    app.notices.failure(e);
  }
  app.update();
}
