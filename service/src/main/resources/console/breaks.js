/** Reminds moderators who asked for it to look away for a while. */
import { html } from "./vendor/lit/lit-html.js";
import { t } from "./i18n.js";

const CHECK_MILLIS = 15_000;

export class BreakReminder {
  #app;
  #timer = null;
  #since = Date.now();

  constructor(app) {
    this.#app = app;
  }

  start() {
    this.stop();
    this.#since = Date.now();
    this.#timer = setInterval(() => this.#check(), CHECK_MILLIS);
  }

  stop() {
    clearInterval(this.#timer);
  }

  #check() {
    const minutes = this.#app.preferences.get("breakMinutes");
    if (document.hidden || minutes === 0 || this.#app.dialog) {
      return;
    }
    if (Date.now() - this.#since >= minutes * 60_000) {
      this.#app.open({
        render: () => html`<h2 id="dialog-title">${t("break.title")}</h2>
          <p>${t("break.text", { count: minutes })}</p>
          <div class="buttons">
            <button class="primary" autofocus @click=${() => this.#app.close()}>${t("break.back")}</button>
          </div>`,
        closed: () => (this.#since = Date.now()),
      });
    }
  }
}
