/** Where the site is told of what happens, and how that goes. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { pathTo } from "../api.js";
import { dateTime, number, t } from "../i18n.js";
import { words } from "../text.js";
import { FormDialog } from "../queue/dialogs.js";
import { ConfirmDialog } from "./keys.js";
import { SecretDialog, attempt } from "./secret.js";

const FORMATS = ["event", "akismet"];
const PLUGIN = "https://blog.example/wp-json/akismet/v1/webhook";

export class Webhooks {
  #webhooks = null;
  #open = null;
  #log = null;

  constructor(app) {
    this.app = app;
  }

  async load() {
    this.#webhooks = (await this.app.api.get("v1/webhooks")).webhooks;
    this.app.update();
  }

  render() {
    if (!this.#webhooks) {
      return html`<p class="empty">${t("loading")}</p>`;
    }
    return html`<p><button class="primary" @click=${() => this.app.open(new WebhookDialog(this.app, (made) => this.#made(made)))}>${t("webhooks.add")}</button></p>
      ${this.#webhooks.length === 0 ? html`<p class="hint">${t("webhooks.none")}</p>` : nothing}
      <div class="stack">${this.#webhooks.map((webhook) => this.#panel(webhook))}</div>`;
  }

  #panel(webhook) {
    const path = (rest = "") => pathTo("v1/webhooks", webhook.id, rest);
    const act = (action) => attempt(this.app, action, () => this.load());
    return html`<section class="panel">
      <h2 class="id">${words(webhook.url)}</h2>
      <p>${t("webhooks.figures", { delivered: webhook.delivered, pending: webhook.pending, dead: webhook.dead })}
        ${webhook.format === "akismet" ? html`<span class="badge">${t("webhooks.plugin")}</span>` : nothing}
        ${webhook.paused ? html`<span class="badge hold">${t("webhooks.paused")}</span>` : nothing}
        ${webhook.lastError ? html`<br><span class="problem">${words(webhook.lastError, 300)}${webhook.lastFailure ? `, ${dateTime(webhook.lastFailure)}` : ""}</span>` : nothing}</p>
      <div class="buttons start">
        <button @click=${() => this.#test(path("/test"))}>${t("webhooks.test")}</button>
        <button @click=${() => this.#show(webhook, path("/deliveries"))} aria-expanded=${this.#open === webhook.id}>${t("webhooks.log")}</button>
        <button ?disabled=${webhook.dead === 0} @click=${() => act(() => this.app.api.post(path("/redeliver"), { dead: true }))}>${t("webhooks.redeliver", { count: webhook.dead })}</button>
        <button @click=${() => act(() => this.app.api.patch(path(), { paused: !webhook.paused }))}>${webhook.paused ? t("webhooks.resume") : t("webhooks.pause")}</button>
        ${webhook.format === "akismet"
          ? html`<button @click=${() => this.app.open(new KeyDialog(this.app, path(), () => this.load()))}>${t("webhooks.anotherKey")}</button>`
          : html`<button @click=${() => attempt(this.app, () => this.app.api.post(path("/secret")), (made) => this.#made(made))}>${t("webhooks.rotate")}</button>`}
        <button class="danger" @click=${() => this.app.open(new ConfirmDialog(this.app, t("webhooks.delete"), () => this.app.api.delete(path()), () => this.load()))}>${t("lists.remove")}</button>
      </div>
      ${this.#open === webhook.id ? this.#attempts(path) : nothing}
    </section>`;
  }

  #attempts(path) {
    if (!this.#log) {
      return html`<p class="hint">${t("loading")}</p>`;
    }
    return html`<div class="wide" tabindex="0" role="group" aria-label=${t("webhooks.log")}><table>
      <thead><tr><th scope="col">${t("webhooks.at")}</th><th scope="col">${t("webhooks.event")}</th><th scope="col">${t("webhooks.outcome")}</th>
        <th scope="col"><span class="unseen">${t("keys.actions")}</span></th></tr></thead>
      <tbody>${this.#log.map(
        (each) => html`<tr><td>${dateTime(each.at)}</td><td class="id">${each.event?.id ?? each.event}</td>
          <td>${each.status ?? (each.error ? words(each.error, 200) : "")}${each.millis === undefined ? "" : `, ${number(each.millis)} ms`}</td>
          <td><button class="quiet" @click=${() =>
            attempt(this.app, () => this.app.api.post(path("/redeliver"), { events: [each.event?.id ?? each.event] }), () => this.load())}>
            ${t("webhooks.again")}</button></td></tr>`,
      )}</tbody></table></div>`;
  }

  #show(webhook, path) {
    this.#open = this.#open === webhook.id ? null : webhook.id;
    this.#log = null;
    if (this.#open) {
      attempt(this.app, () => this.app.api.get(path), ({ deliveries }) => (this.#log = deliveries));
    }
    this.app.update();
  }

  #test(path) {
    return attempt(this.app, () => this.app.api.post(path), (outcome) =>
      outcome.taken
        ? this.app.notices.info(t("webhooks.taken", { status: outcome.status }))
        : this.app.notices.warning(t("webhooks.notTaken", { error: outcome.error ?? outcome.status })),
    );
  }

  #made(made) {
    // Akismet's plugin knows the site's key already.
    if (made.secret) {
      this.app.open(new SecretDialog(this.app, t("webhooks.secret"), made.secret));
    }
    return this.load();
  }
}

/** The key with which Akismet's plugin is spoken to; nobody is to read it over somebody's shoulder. */
const keyField = () =>
  html`<label>${t("webhooks.key")} <input name="key" type="password" required minlength="12" maxlength="64" autocomplete="off" spellcheck="false"></label>`;

class WebhookDialog extends FormDialog {
  #done;
  #format = FORMATS[0];

  constructor(app, done) {
    super(app);
    this.#done = done;
  }

  title() {
    return t("webhooks.add");
  }

  action() {
    return t("lists.add");
  }

  fields() {
    const plugin = this.#format === "akismet";
    return html`<label>${t("webhooks.format")}
        <select name="format" @change=${(event) => this.#choose(event.target.value)}>
          ${FORMATS.map((format) => html`<option value=${format} .selected=${format === this.#format}>${t(`webhooks.format.${format}`)}</option>`)}
        </select></label>
      <label>${t("webhooks.url")} <input name="url" type="url" required maxlength="2000" placeholder=${plugin ? PLUGIN : "https://"} autofocus></label>
      ${plugin ? html`${keyField()}<p class="hint">${t("webhooks.pluginHint", { address: PLUGIN })}</p>` : nothing}`;
  }

  #choose(format) {
    this.#format = format;
    this.app.update();
  }

  async submit(fields) {
    const plugin = this.#format === "akismet" ? { format: this.#format, key: fields.key.value.trim() } : {};
    const made = await this.app.api.post("v1/webhooks", { url: fields.url.value, ...plugin });
    this.app.close();
    await this.#done(made);
  }
}

/** After the site's key, as it stands in WordPress, has become another. */
class KeyDialog extends FormDialog {
  #path;
  #done;

  constructor(app, path, done) {
    super(app);
    this.#path = path;
    this.#done = done;
  }

  title() {
    return t("webhooks.anotherKey");
  }

  action() {
    return t("save");
  }

  fields() {
    return keyField();
  }

  async submit(fields) {
    await this.app.api.patch(this.#path, { key: fields.key.value.trim() });
    await this.#done();
  }
}
