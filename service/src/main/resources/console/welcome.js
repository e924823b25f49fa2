/** After the first sign-in: the first site, its key, and what to copy into the site's software. */
import { html } from "./vendor/lit/lit-html.js";
import { ROOT, Refusal } from "./api.js";
import { t } from "./i18n.js";
import { explain } from "./notices.js";
import { clearProblems, showProblems } from "./queue/dialogs.js";
import { copy } from "./settings/secret.js";
import { callOf } from "./settings/integration.js";

export default class WelcomePage {
  #site = null;
  #key = null;
  #problem = "";
  #busy = false;

  constructor(app) {
    this.app = app;
  }

  async #make(event) {
    event.preventDefault();
    const form = event.target;
    const { id, name } = form.elements;
    this.#busy = true;
    this.#problem = "";
    clearProblems(form);
    this.app.update();
    try {
      // Where the key could not be made the first time, the site is there already.
      if (this.#site !== id.value) {
        await this.app.api.post("v1/sites", { id: id.value, name: name.value });
        this.#site = id.value;
        await this.app.session.resume();
        this.app.session.useSite(id.value);
        this.app.live.restart();
      }
      this.#key = await this.app.api.post("v1/keys", { label: name.value.slice(0, 100), scopes: ["submit", "read"], perDay: 0 });
    } catch (e) {
      this.#problem = e instanceof Refusal && showProblems(form, e) ? "" : explain(e);
    }
    this.#busy = false;
    this.app.update();
    if (this.#key) {
      document.getElementById("welcome-key")?.focus();
    }
  }

  render() {
    return html`<div class="narrow stack"><h1>${t("welcome.title")}</h1>${this.#key ? this.#copies() : this.#form()}</div>`;
  }

  #form() {
    return html`<p>${t("welcome.intro")}</p>
      <form class="panel stack" @submit=${(event) => this.#make(event)}>
        <label>${t("sites.id")} <input name="id" required maxlength="63" autocomplete="off" autocapitalize="none" spellcheck="false"
          placeholder="example-news"></label>
        <p class="hint">${t("welcome.idHint")}</p>
        <label>${t("sites.name")} <input name="name" required maxlength="200" autocomplete="off" placeholder="Example News"></label>
        <p class="problem" role="alert">${this.#problem}</p>
        <div class="buttons start">
          <button class="primary" ?disabled=${this.#busy}>${t("welcome.make")}</button>
          <button type="button" class="quiet" @click=${() => this.app.router.go("queue")}>${t("welcome.later")}</button>
        </div>
      </form>`;
  }

  #copies() {
    const { secret } = this.#key;
    const root = ROOT.href.replace(/\/$/, "");
    const value = (name, text) => html`<div><dt>${name}</dt><dd><code class="secret">${text}</code>
      <button class="quiet" aria-label="${t("secret.copy")}: ${name}" @click=${() => copy(this.app, text)}>${t("secret.copy")}</button></dd></div>`;
    const snippet = callOf(secret);
    return html`<section class="panel" id="welcome-key" tabindex="-1">
        <h2>${t("welcome.key", { name: this.#site })}</h2>
        <p>${t("secret.once")}</p>
        <dl class="copies">${value(t("welcome.keyName"), secret)}</dl>
      </section>
      <section class="panel">
        <h2>${t("welcome.own")}</h2>
        <pre class="diff padded" tabindex="0" aria-label=${t("welcome.own")}>${snippet}</pre>
        <div class="buttons start"><button @click=${() => copy(this.app, snippet)}>${t("secret.copy")}</button></div>
      </section>
      <section class="panel">
        <h2>${t("welcome.plugin")}</h2>
        <p class="hint">${t("welcome.pluginWhy")}</p>
        <dl class="copies">${value(t("webhooks.url"), root)} ${value(t("welcome.keyName"), secret)}</dl>
      </section>
      <section class="panel">
        <h2>${t("welcome.others")}</h2>
        <p class="hint">${t("welcome.othersWhy")}</p>
        <dl class="copies">${value("Perspective", `${root}/v1alpha1`)} ${value("Akismet", `${root}/1.1`)} ${value("OpenAI", `${root}/v1`)}</dl>
      </section>
      <div class="buttons start"><button class="primary" @click=${() => this.app.router.go("queue")}>${t("welcome.done")}</button></div>`;
  }
}
