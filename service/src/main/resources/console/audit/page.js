/** What was done, by whom and why: the site's audit trail, the latest first, as much of it as one asks for. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { pathTo } from "../api.js";
import { saveCsv } from "../csv.js";
import { dateTime, has, t } from "../i18n.js";
import { nameOf } from "../queue/page.js";
import { reasonName, sentence } from "../queue/reasons.js";
import { trailEntry } from "../queue/side.js";
import { plain, words } from "../text.js";
import { Administration, kindsFor } from "./administration.js";
import { readTrail, SHOWN_AT_ONCE } from "./trail.js";

const HOUR_MILLIS = 3_600_000;
const PERIODS = { 1: "audit.hour", 24: "audit.day", 168: "audit.week", 720: "audit.month" };
const TYPES = ["decided", "ruled", "undone", "noted", "reopened", "escalated", "reported", "listed", "unlisted", "policy", "erased", "exported", "webhookAdded", "webhookChanged", "webhookSecretRotated", "webhookRemoved"];
const VERDICTS = ["approve", "hold", "reject"];
const FILTERS = ["type", "verdict", "rule", "by", "model", "comment"];

export default class AuditPage {
  #filters;
  #hours;
  #entries = null;
  #cut = false;
  #failed = false;
  #shown = SHOWN_AT_ONCE;
  #round = 0;
  /** Of which trail: of the site's comments where it is "", else how the installation was administered. */
  #about = "";
  #administration;

  constructor(app, query) {
    this.app = app;
    this.#administration = new Administration(app);
    this.#take(query);
  }

  enter() {
    this.#load();
  }

  arrive(query) {
    this.#take(query);
    this.#load();
  }

  siteChanged() {
    this.#load();
  }

  #take(query) {
    this.#filters = Object.fromEntries(FILTERS.filter((name) => query[name]).map((name) => [name, query[name]]));
    this.#hours = query.hours in PERIODS ? Number(query.hours) : 24;
    this.#about = kindsFor(this.app.session.user).includes(query.about) ? query.about : "";
  }

  #change(filters, hours = this.#hours, about = this.#about) {
    const reload = hours !== this.#hours || about !== this.#about;
    this.#take({ ...filters, hours, about });
    this.#shown = SHOWN_AT_ONCE;
    this.app.router.reflect("audit", { ...this.#filters, hours, ...(about ? { about } : {}) });
    if (reload) {
      this.#load();
    }
    this.app.update();
  }

  /** Reads the period, the earliest entries first, as the service has them. */
  async #load() {
    const round = ++this.#round;
    const from = new Date(Date.now() - this.#hours * HOUR_MILLIS).toISOString();
    if (this.#about) {
      await this.#administration.load(this.#about, from);
      return;
    }
    this.#entries = null;
    this.#failed = false;
    this.#cut = false;
    this.app.update();
    try {
      const read = await readTrail(this.app.api, "v1/audit", { from }, () => round === this.#round);
      if (!read) {
        return;
      }
      this.#cut = read.cut;
      this.#entries = read.entries;
    } catch (e) {
      this.#failed = true;
      this.app.notices.failure(e);
    }
    this.app.update();
  }

  #fitting() {
    const { type, verdict, rule, by, model, comment } = this.#filters;
    return this.#entries.filter(
      (entry) =>
        (!type || entry.type === type) &&
        (!verdict || entry.details.verdict === verdict) &&
        (!rule || (entry.rules ?? []).some((each) => each.startsWith(rule))) &&
        (!by || nameOf(entry.by).toLowerCase().includes(by.toLowerCase())) &&
        (!model || entry.details.model === model) &&
        (!comment || entry.comment === comment),
    );
  }

  render() {
    const found = !this.#about && this.#entries ? this.#fitting() : null;
    return html`<div class="head">
        <h1>${t("nav.audit")}</h1>
        <div class="tabs" role="group" aria-label=${t("statistics.period")}>
          ${Object.entries(PERIODS).map(
            ([hours, name]) => html`<button aria-pressed=${Number(hours) === this.#hours} @click=${() => this.#change(this.#filters, Number(hours))}>${t(name)}</button>`,
          )}
        </div>
        ${this.#which()}
        ${this.#about
          ? this.#administration.isThere
            ? html`<button @click=${() => this.#administration.save(this.#about)}>${t("csv")}</button>`
            : nothing
          : found
            ? html`<button @click=${() => this.#export(found)}>${t("csv")}</button>`
            : nothing}
      </div>
      ${this.#about ? this.#administration.render() : this.#comments(found)}`;
  }

  #which() {
    const kinds = kindsFor(this.app.session.user);
    return kinds.length === 0
      ? nothing
      : html`<select name="about" aria-label=${t("audit.of")} @change=${(event) => this.#change({}, this.#hours, event.target.value)}>
          ${["", ...kinds].map(
            (kind) => html`<option value=${kind} .selected=${kind === this.#about}>${t(`audit.of.${kind || "comments"}`)}</option>`,
          )}
        </select>`;
  }

  #comments(found) {
    return html`${this.#panel()}
      ${this.#cut ? html`<p class="problem">${t("audit.cut")}</p>` : nothing}
      ${!found
        ? html`<p class="empty">${this.#failed ? t("shell.pageFailed") : t("loading")}</p>`
        : found.length === 0
          ? html`<p class="empty">${t("audit.none")}</p>`
          : this.#table(found)}`;
  }

  #panel() {
    const set = (name) => (event) => this.#change({ ...this.#filters, [name]: event.target.value.trim() });
    const choice = (name, values, shown) => html`<label>${t(`audit.${name}`)}
      <select @change=${set(name)}>
        <option value="">${t("filter.all")}</option>
        ${values.map((value) => html`<option value=${value} .selected=${this.#filters[name] === value}>${shown(value)}</option>`)}
      </select></label>`;
    const field = (name) => html`<label>${t(`audit.${name}`)}
      <input .value=${this.#filters[name] ?? ""} maxlength="200" autocomplete="off" @change=${set(name)}></label>`;
    return html`<section class="filters panel" aria-label=${t("filter.title")}>
      ${choice("type", TYPES, (type) => t(`trail.${type}`))} ${choice("verdict", VERDICTS, (verdict) => t(`verdict.${verdict}`))}
      ${field("rule")} ${field("by")} ${field("model")}
    </section>`;
  }

  #table(found) {
    return html`<p class="hint">${t("audit.found", { count: found.length })}</p>
      <div class="panel wide" tabindex="0" role="group" aria-label=${t("nav.audit")}><table>
        <thead><tr><th scope="col">${t("audit.at")}</th><th scope="col">${t("audit.type")}</th><th scope="col">${t("audit.by")}</th>
          <th scope="col">${t("audit.comment")}</th><th scope="col">${t("audit.why")}</th></tr></thead>
        <tbody>${found.slice(0, this.#shown).map((entry) => this.#row(entry))}</tbody>
      </table></div>
      ${found.length > this.#shown
        ? html`<button @click=${() => ((this.#shown += SHOWN_AT_ONCE), this.app.update())}>${t("more")}</button>`
        : nothing}`;
  }

  #row(entry) {
    const { verdict, reason, note, version, list, host, paused } = entry.details;
    const type = has(`trail.${entry.type}`) ? t(`trail.${entry.type}`) : entry.type;
    const why = [
      ...(entry.type === "decided" ? (entry.rules ?? []).map(reasonName) : []),
      ...(reason ? [has(`reason.${reason}`) ? t(`reason.${reason}`) : reason] : []),
      ...(list ? [t(`lists.${list}`)] : []),
      ...(version ? [t("policy.version", { number: version })] : []),
      ...(host ? [host] : []),
      ...(paused === "true" ? [t("webhooks.paused")] : []),
    ];
    return html`<tr>
      <td><time datetime=${entry.at}>${dateTime(entry.at)}</time></td>
      <td>${type} ${verdict ? html`<span class="badge ${verdict}">${t(`verdict.${verdict}`)}</span>` : nothing}</td>
      <td>${nameOf(entry.by) === "pipeline" ? t("audit.service") : words(nameOf(entry.by), 60)}</td>
      <td>${entry.comment
        ? html`<button class="quiet id" @click=${() => this.app.open(new CommentDialog(this.app, entry.comment))}>${words(entry.comment, 40)}</button>`
        : "–"}</td>
      <td>${words(why.join("; "), 300)} ${note ? html`<q dir="auto">${plain(note)}</q>` : nothing}</td>
    </tr>`;
  }

  #export(found) {
    const cell = (entry, name) => entry.details[name] ?? "";
    const details = ["verdict", "reason", "note", "model", "policy", "list", "version"];
    saveCsv(`audit-${this.app.api.site ?? "site"}.csv`, [
      ["at", "type", "by", "comment", "rules", ...details],
      ...found.map((entry) => [entry.at, entry.type, entry.by, entry.comment ?? "", (entry.rules ?? []).join(" "), ...details.map((name) => cell(entry, name))]),
    ]);
  }
}

/** One comment, whatever became of it. */
class CommentDialog {
  kind = "broad";
  #app;
  #detail = null;
  #failed = false;

  constructor(app, id) {
    this.#app = app;
    this.#load(id);
  }

  async #load(id) {
    try {
      this.#detail = await this.#app.api.get(pathTo("v1/comments", id, "/review"));
    } catch (e) {
      this.#failed = true;
      this.#app.notices.failure(e);
    }
    this.#app.update();
  }

  render() {
    const detail = this.#detail;
    return html`<h2 id="dialog-title">${t("audit.comment")}</h2>
      ${detail
        ? html`<p class="tried" dir="auto">${plain(detail.comment.text)}</p>
            <ul class="reasons">${detail.comment.judgement.reasons.map(
              (reason) => html`<li class=${reason.verdict ?? "note"}>${sentence(reason)}</li>`,
            )}
            ${detail.comment.judgement.blind ? html`<li class="note">${t("card.blind")}</li>` : nothing}</ul>
            <h3>${t("side.trail")}</h3>
            <ol class="trail">${detail.trail.map((entry) => trailEntry(entry))}</ol>`
        : html`<p>${this.#failed ? t("shell.pageFailed") : t("loading")}</p>`}
      <div class="buttons"><button class="primary" autofocus @click=${() => this.#app.close()}>${t("close")}</button></div>`;
  }
}
