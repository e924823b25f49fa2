/** The first visit: setting one's own password, by the token that the service printed. */
import { html } from "./vendor/lit/lit-html.js";
import { t } from "./i18n.js";
import { explain } from "./notices.js";

const TOKEN = /^#setup=([\w.~-]{1,200})$/;

/** The token in the address, which is then taken out of it. */
export function takeToken() {
  const token = TOKEN.exec(location.hash)?.[1] ?? null;
  if (token) {
    history.replaceState(null, "", location.pathname + location.search);
  }
  return token;
}

export class Setup {
  #app;
  #token;
  #problem = "";
  #busy = false;

  constructor(app, token) {
    this.#app = app;
    this.#token = token;
  }

  render() {
    return html`<section class="panel signin-panel" aria-labelledby="setup-title">
      <h1 id="setup-title">${t("setup.title")}</h1>
      <p>${t("setup.intro")}</p>
      <form class="signin" @submit=${(event) => this.#submit(event)}>
        <input class="unseen" name="user" autocomplete="username" value="admin" tabindex="-1" aria-hidden="true" readonly>
        <label>${t("setup.password")}
          <input name="password" type="password" autocomplete="new-password" required minlength="8" maxlength="200" autofocus></label>
        <p class="problem" role="alert">${this.#problem}</p>
        <button class="primary" ?disabled=${this.#busy}>${t("setup.submit")}</button>
      </form>
    </section>`;
  }

  async #submit(event) {
    event.preventDefault();
    this.#busy = true;
    this.#app.update();
    try {
      await this.#app.session.setUp(this.#token, event.target.elements.password.value);
      this.#app.setup = null;
      this.#app.entered();
      this.#app.router.go("welcome");
    } catch (e) {
      this.#problem = e.status === 403 ? t("setup.usedUp") : explain(e);
    }
    this.#busy = false;
    this.#app.update();
  }
}
