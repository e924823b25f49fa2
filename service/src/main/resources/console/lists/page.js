/** The authors whom the site trusts, and those whom it has banned. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { repeat } from "../vendor/lit/directives/repeat.js";
import { pathTo } from "../api.js";
import { dateTime, t } from "../i18n.js";
import { words } from "../text.js";
import { FormDialog } from "../queue/dialogs.js";
import { nameOf } from "../queue/page.js";

const LISTS = ["banned", "trusted"];
const TRAITS = ["id", "email", "address", "emailDomain", "network"];

export default class ListsPage {
  #list;
  #entries = [];
  #next = null;
  #loaded = false;

  constructor(app, query) {
    this.app = app;
    this.#list = LISTS.includes(query.list) ? query.list : "banned";
  }

  enter() {
    this.#load();
  }

  arrive(query) {
    this.#show(LISTS.includes(query.list) ? query.list : "banned");
  }

  siteChanged() {
    this.#show(this.#list);
  }

  #show(list) {
    this.#list = list;
    this.#entries = [];
    this.#next = null;
    this.#loaded = false;
    this.app.router.reflect("lists", { list });
    this.#load();
    this.app.update();
  }

  async #load() {
    const list = this.#list;
    try {
      const page = await this.app.api.get(`v1/lists/${list}`, { cursor: this.#next, limit: 50 });
      if (list === this.#list) {
        this.#entries = [...this.#entries, ...page.entries];
        this.#next = page.next ?? null;
        this.#loaded = true;
      }
    } catch (e) {
      this.app.notices.failure(e);
    }
    this.app.update();
  }

  async #remove(entry) {
    try {
      await this.app.api.delete(pathTo(`v1/lists/${this.#list}`, entry.id));
      this.#entries = this.#entries.filter((other) => other !== entry);
      this.app.notices.info(t("lists.removed"));
    } catch (e) {
      this.app.notices.failure(e);
    }
    this.app.update();
  }

  render() {
    const may = this.app.session.may("moderator");
    return html`<div class="head">
        <h1>${t("nav.lists")}</h1>
        <div class="tabs" role="group" aria-label=${t("lists.which")}>
          ${LISTS.map(
            (list) =>
              html`<button aria-pressed=${list === this.#list} @click=${() => this.#show(list)}>${t(`lists.${list}`)}</button>`,
          )}
        </div>
        ${may
          ? html`<button class="primary" @click=${() => this.app.open(new EntryDialog(this.app, this.#list, () => this.#show(this.#list)))}>
              ${t("lists.add")}</button>`
          : nothing}
      </div>
      ${this.#entries.length === 0
        ? html`<p class="empty">${this.#loaded ? t("lists.empty") : t("loading")}</p>`
        : html`<div class="panel wide" tabindex="0" role="group" aria-label=${t(`lists.${this.#list}`)}><table>
            <thead><tr>
              <th scope="col">${t("lists.trait")}</th><th scope="col">${t("lists.value")}</th><th scope="col">${t("ban.reason")}</th>
              <th scope="col">${t("lists.expires")}</th><th scope="col">${t("lists.by")}</th>
              <th scope="col"><span class="unseen">${t("lists.remove")}</span></th>
            </tr></thead>
            <tbody>
              ${repeat(
                this.#entries,
                (entry) => entry.id,
                (entry) => html`<tr>
                  <td>${t(`trait.${entry.trait}`)}</td>
                  <td>${entry.value ? words(entry.value) : html`<span class="id">${entry.id.slice(entry.id.indexOf(":") + 1, 40)}…</span>`}</td>
                  <td>${entry.reason ? words(entry.reason) : "–"}</td>
                  <td>${entry.expiresAt ? dateTime(entry.expiresAt) : t("ban.forGood")}</td>
                  <td>${words(nameOf(entry.by))}, ${dateTime(entry.at)}</td>
                  <td>${may ? html`<button class="quiet" @click=${() => this.#remove(entry)}>${t("lists.remove")}</button>` : nothing}</td>
                </tr>`,
              )}
            </tbody>
          </table></div>
          ${this.#next ? html`<button @click=${() => this.#load()}>${t("more")}</button>` : nothing}`}
      <p class="hint">${t("lists.hint")}</p>`;
  }
}

class EntryDialog extends FormDialog {
  #list;
  #done;

  constructor(app, list, done) {
    super(app);
    this.#list = list;
    this.#done = done;
  }

  title() {
    return t(`ban.${this.#list}`);
  }

  action() {
    return t(`ban.${this.#list}Do`);
  }

  fields() {
    return html`<label>${t("ban.by")}
        <select name="trait">${TRAITS.map((trait) => html`<option value=${trait}>${t(`trait.${trait}`)}</option>`)}</select></label>
      <label>${t("lists.value")} <input name="value" required maxlength="320" autocomplete="off" autofocus></label>
      <label>${t("ban.reason")} <input name="reason" maxlength="500" autocomplete="off"></label>
      <label>${t("lists.expires")} <input name="expires" type="datetime-local"></label>`;
  }

  async submit(fields) {
    const entry = { trait: fields.trait.value, value: fields.value.value };
    if (fields.reason.value) {
      entry.reason = fields.reason.value;
    }
    if (fields.expires.value) {
      entry.expiresAt = new Date(fields.expires.value).toISOString();
    }
    await this.app.api.put(`v1/lists/${this.#list}`, entry);
    this.#done();
    this.app.notices.info(t(`ban.${this.#list}Done`));
  }
}
