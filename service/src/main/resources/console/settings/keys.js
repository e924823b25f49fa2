/** The keys by which the site's software calls. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { pathTo } from "../api.js";
import { date, dateTime, number, t } from "../i18n.js";
import { words } from "../text.js";
import { FormDialog } from "../queue/dialogs.js";
import { SecretDialog, attempt } from "./secret.js";

const PROTOCOLS = { replyguard: "ReplyGuard", perspective: "Perspective", akismet: "Akismet", openai: "OpenAI" };

export class Keys {
  #keys = null;
  #usage = new Map();
  #lastScored = new Map();

  constructor(app) {
    this.app = app;
  }

  async load() {
    const [{ keys }, usage] = await Promise.all([this.app.api.get("v1/keys"), this.app.api.get("v1/usage", { days: 30 })]);
    this.#keys = keys;
    this.#usage.clear();
    this.#lastScored = new Map(usage.keys.map((key) => [key.id, key.lastScored]));
    for (const day of usage.days) {
      for (const [key, counts] of Object.entries(day.byKey)) {
        const known = this.#usage.get(key) ?? { requests: 0, last: "" };
        this.#usage.set(key, { requests: known.requests + counts.requests, last: day.day > known.last ? day.day : known.last });
      }
    }
    this.app.update();
  }

  render() {
    if (!this.#keys) {
      return html`<p class="empty">${t("loading")}</p>`;
    }
    return html`<p><button class="primary" @click=${() => this.app.open(new KeyDialog(this.app, (made) => this.#made(made)))}>${t("keys.add")}</button></p>
      <div class="panel wide" tabindex="0" role="group" aria-label=${t("settings.keys")}><table>
        <thead><tr><th scope="col">${t("keys.label")}</th><th scope="col">${t("keys.scopes")}</th><th scope="col">${t("keys.origins")}</th>
          <th scope="col" class="number">${t("keys.used")}</th><th scope="col">${t("keys.last")}</th><th scope="col">${t("keys.lastScored")}</th><th scope="col">${t("lists.expires")}</th>
          <th scope="col"><span class="unseen">${t("keys.actions")}</span></th></tr></thead>
        <tbody>${this.#keys.map((key) => this.#row(key))}</tbody>
      </table></div>`;
  }

  #row(key) {
    const used = this.#usage.get(key.id);
    return html`<tr>
      <th scope="row">${words(key.label || key.id, 100)}${key.disabled ? html` <span class="badge reject">${t("keys.disabled")}</span>` : nothing}</th>
      <td>${key.scopes.join(", ")}</td>
      <td>${key.origins.length ? key.origins.join(", ") : t("keys.servers")}</td>
      <td class="number">${number(used?.requests ?? 0)}</td>
      <td>${used?.last ? date(used.last) : "–"}</td>
      <td>${scored(this.#lastScored.get(key.id))}</td>
      <td>${key.expiresAt ? dateTime(key.expiresAt) : t("ban.forGood")}</td>
      <td><span class="row">
        <button class="quiet" @click=${() => attempt(this.app, () => this.app.api.post(pathTo("v1/keys", key.id, "/rotation"), { overlapHours: 24, akismet: this.#lastScored.get(key.id)?.protocol === "akismet" }), (made) => this.#made(made))}>
          ${t("keys.rotate")}</button>
        <button class="quiet" @click=${() => attempt(this.app, () => this.app.api.patch(pathTo("v1/keys", key.id), { disabled: !key.disabled }), () => this.load())}>
          ${key.disabled ? t("keys.enable") : t("keys.disable")}</button>
        <button class="quiet" @click=${() => this.app.open(new ConfirmDialog(this.app, t("keys.delete", { name: key.label }), () => this.app.api.delete(pathTo("v1/keys", key.id)), () => this.load()))}>
          ${t("lists.remove")}</button></span></td>
    </tr>`;
  }

  #made(made) {
    this.app.open(new SecretDialog(this.app, t("keys.made", { name: made.label }), made.secret));
    return this.load();
  }
}

/** When, in which protocol, which comment. */
function scored(last) {
  return last
    ? html`${dateTime(last.at)}, ${PROTOCOLS[last.protocol] ?? last.protocol}${last.comment ? html`, <span class="id">${words(last.comment, 40)}</span>` : nothing}`
    : "–";
}

class KeyDialog extends FormDialog {
  #done;

  constructor(app, done) {
    super(app);
    this.#done = done;
  }

  title() {
    return t("keys.add");
  }

  action() {
    return t("keys.make");
  }

  fields() {
    return html`<label>${t("keys.label")} <input name="label" required maxlength="100" autocomplete="off" autofocus></label>
      <label>${t("keys.scopes")}
        <select name="scopes">${["submit", "read", "admin"].map((scope) => html`<option value=${scope}>${t(`keys.scope.${scope}`)}</option>`)}</select></label>
      <label>${t("keys.originsHint")} <input name="origins" placeholder="https://www.example.org" autocomplete="off"></label>
      <label>${t("keys.perDay")} <input name="perDay" type="number" min="0" max="1000000000" value="0"></label>`;
  }

  async submit(fields) {
    const order = ["submit", "read", "admin"];
    const body = { label: fields.label.value, scopes: order.slice(0, order.indexOf(fields.scopes.value) + 1), perDay: Number(fields.perDay.value) };
    const origins = fields.origins.value.split(/[\s,]+/).filter(Boolean);
    if (origins.length > 0) {
      body.origins = origins;
      body.scopes = ["submit"];
    }
    const made = await this.app.api.post("v1/keys", body);
    this.app.close();
    await this.#done(made);
  }
}

/** Asks before something that cannot be taken back. */
export class ConfirmDialog extends FormDialog {
  danger = true;
  #text;
  #act;
  #done;

  constructor(app, text, act, done) {
    super(app);
    this.#text = text;
    this.#act = act;
    this.#done = done;
  }

  title() {
    return this.#text;
  }

  action() {
    return t("confirm.yes");
  }

  fields() {
    return html`<p>${t("confirm.final")}</p>`;
  }

  async submit() {
    await this.#act();
    await this.#done();
  }
}
