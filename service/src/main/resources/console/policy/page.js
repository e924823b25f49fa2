/** What the site decides about its moderation: thresholds on its own scores, the document, versions. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { live } from "../vendor/lit/directives/live.js";
import { Refusal } from "../api.js";
import { dateTime, number, percent, t } from "../i18n.js";
import { explain } from "../notices.js";
import { FormDialog } from "../queue/dialogs.js";
import { nameOf } from "../queue/page.js";
import { LABELS, sentence } from "../queue/reasons.js";
import { marked, words } from "../text.js";
import { distribution } from "./distribution.js";
import { labelsSet, lineDiff, withThresholds } from "./document.js";

const PERIODS = [7, 30, 90];
const SETTLES_MILLIS = 600;

export default class PolicyPage {
  #current = null;
  #draft = "";
  #format = "yaml";
  #label = "toxicity";
  #days = 30;
  #base = null;
  #simulated = null;
  #thresholds = null;
  #touched = new Set();
  #problem = "";
  #busy = false;
  #timer = null;
  #trial = null;
  #versions = null;
  #comparison = null;

  constructor(app) {
    this.app = app;
  }

  enter() {
    this.#load();
  }

  leave() {
    clearTimeout(this.#timer);
  }

  siteChanged() {
    this.#current = null;
    this.#load();
  }

  get #changed() {
    return this.#current !== null && this.#draft !== this.#current.source;
  }

  async #load() {
    try {
      const current = await this.app.api.get("v1/policy");
      this.#current = current;
      this.#draft = current.source;
      this.#format = current.format;
      this.#touched.clear();
      this.#simulated = null;
      this.app.update();
      if (this.app.session.may("admin")) {
        await this.#simulate(true);
      }
      this.#versions = await this.app.api.get("v1/policy/versions", { limit: 20 });
    } catch (e) {
      this.app.notices.failure(e);
    }
    this.app.update();
  }

  /** Replays the draft; the document in force first, whose thresholds the sliders begin with. */
  async #simulate(first = false) {
    clearTimeout(this.#timer);
    this.#busy = true;
    this.#problem = "";
    this.app.update();
    const draft = this.#draft;
    try {
      const found = await this.app.api.post("v1/policy:simulate", { format: this.#format, source: draft, days: this.#days, distribution: true });
      if (draft === this.#draft) {
        this.#simulated = found;
        this.#thresholds = { ...found.thresholds };
        if (first) {
          this.#base = found;
        }
      }
    } catch (e) {
      this.#problem = explain(e);
    }
    this.#busy = false;
    this.app.update();
  }

  #simulateSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#simulate(), SETTLES_MILLIS);
  }

  #move(thresholds) {
    this.#thresholds = { ...this.#thresholds, [this.#label]: thresholds };
    this.#touched.add(this.#label);
    const labels = new Set([...labelsSet(this.#draft, this.#format, LABELS), ...this.#touched]);
    const changed = Object.fromEntries(LABELS.filter((label) => labels.has(label)).map((label) => [label, this.#thresholds[label]]));
    this.#draft = withThresholds(this.#draft, this.#format, changed);
    this.#simulateSoon();
    this.app.update();
  }

  #edit(source) {
    this.#draft = source;
    this.#simulateSoon();
    this.app.update();
  }

  async #try(event) {
    event.preventDefault();
    const fields = event.target.elements;
    const body = { format: this.#format, source: this.#draft, text: fields.text.value };
    if (fields.author.value) {
      body.authorName = fields.author.value;
    }
    try {
      this.#trial = { text: body.text, found: await this.app.api.post("v1/policy:try", body) };
    } catch (e) {
      this.#trial = { text: body.text, problem: explain(e) };
    }
    this.app.update();
  }

  async #compare(version) {
    try {
      this.#comparison = await this.app.api.get(`v1/policy/versions/${version.number}/diff`);
    } catch (e) {
      this.app.notices.failure(e);
    }
    this.app.update();
  }

  render() {
    if (!this.#current) {
      return html`<h1>${t("nav.policy")}</h1><p class="empty">${t("loading")}</p>`;
    }
    const may = this.app.session.may("admin");
    return html`<div class="head">
        <h1>${t("nav.policy")}</h1>
        <span class="hint">${this.#current.number === 0 ? t("policy.standard") : t("policy.version", { number: this.#current.number })}</span>
        ${may
          ? html`<span class="buttons">
              <button ?disabled=${!this.#changed} @click=${() => this.#discard()}>${t("policy.discard")}</button>
              <button class="primary" ?disabled=${!this.#changed || this.#problem !== ""}
                @click=${() => this.app.open(new SaveDialog(this.app, this.#current, this.#draft, this.#format, () => this.#load()))}>
                ${t("policy.review")}</button></span>`
          : nothing}
      </div>
      <div class="columns">
        <div class="stack">${may ? this.#sliders(may) : nothing} ${this.#document(may)}</div>
        <div class="stack">${may ? this.#effect() : nothing} ${may ? this.#tryOut() : nothing} ${this.#history(may)}</div>
      </div>`;
  }

  #discard() {
    this.#draft = this.#current.source;
    this.#touched.clear();
    this.#simulate();
  }

  #sliders(may) {
    const found = this.#simulated ?? this.#base;
    return html`<section class="panel" aria-labelledby="policy-thresholds">
      <h2 id="policy-thresholds">${t("policy.thresholds")}</h2>
      <div class="tabs" role="group" aria-label=${t("side.label")}>
        ${LABELS.map(
          (label) =>
            html`<button class="quiet" aria-pressed=${label === this.#label}
              @click=${() => ((this.#label = label), this.app.update())}>${t(`label.${label}`)}</button>`,
        )}
      </div>
      ${this.#thresholds && found
        ? distribution(this.#label, found.distribution[this.#label], this.#thresholds[this.#label], (value) => this.#move(value), may)
        : html`<p class="hint">${this.#problem || t("loading")}</p>`}
    </section>`;
  }

  #document(may) {
    return html`<section class="panel">
      <h2>${t("policy.document")}</h2>
      <label><span class="unseen">${t("policy.document")}</span>
        <textarea class="code" rows="18" spellcheck="false" wrap="off" dir="ltr" ?readonly=${!may}
          aria-invalid=${this.#problem !== ""} aria-describedby="policy-problem" .value=${live(this.#draft)}
          @input=${(event) => this.#edit(event.target.value)}></textarea></label>
      <p id="policy-problem" class="problem" role="status">${this.#problem}</p>
      <p class="hint">${t("policy.documentHint", { format: this.#format.toUpperCase() })}</p>
    </section>`;
  }

  #effect() {
    const found = this.#simulated;
    const periods = html`<div class="tabs" role="group" aria-label=${t("statistics.period")}>
      ${PERIODS.map(
        (days) =>
          html`<button class="quiet" aria-pressed=${days === this.#days}
            @click=${() => ((this.#days = days), this.#simulate())}>${t("ban.days", { count: days })}</button>`,
      )}
    </div>`;
    const line = (name, before, after) => html`<tr><th scope="row">${name}</th><td class="number">${before}</td><td class="number">${after}</td></tr>`;
    const share = (value) => (value === null ? "–" : percent(value));
    return html`<section class="panel" aria-busy=${this.#busy}>
      <h2>${t("policy.effect")}</h2>
      ${periods}
      ${found
        ? html`<p>${t("policy.replayed", { count: found.comments, ruled: number(found.ruled) })}</p>
            <p class="hint">${t("policy.replayedBy")}
              ${found.notReplayed.length > 0 ? t("policy.notReplayed", { rules: found.notReplayed.map((each) => each.rule).join(", ") }) : nothing}</p>
            <div class="wide" tabindex="0" role="group" aria-label=${t("policy.effect")}><table>
              <thead><tr><td></td><th scope="col" class="number">${t("policy.then")}</th><th scope="col" class="number">${t("policy.draft")}</th></tr></thead>
              <tbody>
                ${["approve", "hold", "reject"].map((verdict) => line(t(`verdict.${verdict}`), number(found.before[verdict]), number(found.after[verdict])))}
                ${line(t("policy.heldPrecision"), share(found.held.before.precision), share(found.held.after.precision))}
                ${line(t("policy.heldRecall"), share(found.held.before.recall), share(found.held.after.recall))}
                ${line(t("policy.rejectedPrecision"), share(found.rejected.before.precision), share(found.rejected.after.precision))}
                ${line(t("policy.rejectedRecall"), share(found.rejected.before.recall), share(found.rejected.after.recall))}
              </tbody>
            </table></div>
            <p>${t("policy.changes", { count: found.changes })}</p>
            ${found.changed.length > 0
              ? html`<details><summary>${t("policy.changed")}</summary><ul class="changed">
                  ${found.changed.slice(0, 50).map(
                    (each) =>
                      html`<li>${words(each.id, 60)}: <span class="badge ${each.before}">${t(`verdict.${each.before}`)}</span> →
                        <span class="badge ${each.after}">${t(`verdict.${each.after}`)}</span>
                        <span class="hint">${each.rules.join(", ")}</span></li>`,
                  )}
                </ul></details>`
              : nothing}`
        : html`<p class="hint">${this.#busy ? t("loading") : this.#problem}</p>`}
    </section>`;
  }

  #tryOut() {
    const trial = this.#trial;
    return html`<section class="panel">
      <h2>${t("policy.try")}</h2>
      <form class="stack" @submit=${(event) => this.#try(event)}>
        <label>${t("policy.tryText")} <textarea name="text" rows="3" required maxlength="20000"></textarea></label>
        <label>${t("policy.tryAuthor")} <input name="author" maxlength="500" autocomplete="off"></label>
        <div class="buttons start"><button>${t("policy.tryDo")}</button></div>
      </form>
      <div role="status">${trial
        ? trial.problem
          ? html`<p class="problem">${trial.problem}</p>`
          : html`<p><span class="badge ${trial.found.verdict}">${t(`verdict.${trial.found.verdict}`)}</span></p>
              <p class="tried" dir="auto">${marked(
                trial.text,
                trial.found.reasons.flatMap((reason) => reason.matches).filter((m) => m.field === undefined).map((m) => ({ ...m, weight: null })),
                null,
              )}</p>
              <ul class="reasons">${trial.found.reasons.map(
                (reason) => html`<li class="${reason.verdict ?? "note"} ${reason.shadow ? "shadow" : ""}">${sentence(reason)}
                  ${reason.shadow ? t("card.shadow") : ""}</li>`,
              )}</ul>`
        : nothing}</div>
    </section>`;
  }

  #history(may) {
    const versions = this.#versions?.versions ?? [];
    return html`<section class="panel">
      <h2>${t("policy.versions")}</h2>
      ${versions.length === 0 ? html`<p class="hint">${t("policy.noVersions")}</p>` : nothing}
      <ol class="versions">
        ${versions.map(
          (version) =>
            html`<li>
              <strong>${version.number}</strong> ${words(nameOf(version.by), 60)}, ${dateTime(version.at)}
              ${version.note ? html`<q dir="auto">${words(version.note, 500)}</q>` : nothing}
              ${version.number === this.#current.number
                ? html`<span class="badge approve">${t("policy.inForce")}</span>`
                : html`<span class="row">
                    <button class="quiet" @click=${() => this.#compare(version)}>${t("policy.compare")}</button>
                    ${may
                      ? html`<button class="quiet" @click=${() => this.app.open(new RestoreDialog(this.app, this.#current, version, () => this.#load()))}>
                          ${t("policy.restore")}</button>`
                      : nothing}</span>`}
              ${this.#comparison?.from === version.number ? comparison(this.#comparison) : nothing}
            </li>`,
        )}
      </ol>
    </section>`;
  }
}

function comparison({ changes }) {
  const value = (each) => (each === undefined ? "–" : JSON.stringify(each));
  return changes.length === 0
    ? html`<p class="hint">${t("policy.same")}</p>`
    : html`<ul class="changes">${changes.map(
        (change) => html`<li><code>${change.field}</code> <del>${value(change.before)}</del> <ins>${value(change.after)}</ins></li>`,
      )}</ul>`;
}

/** What would be stored, line by line, before it is. */
class SaveDialog extends FormDialog {
  kind = "broad";
  #current;
  #draft;
  #format;
  #done;

  constructor(app, current, draft, format, done) {
    super(app);
    this.#current = current;
    this.#draft = draft;
    this.#format = format;
    this.#done = done;
  }

  title() {
    return t("policy.reviewTitle");
  }

  action() {
    return t("policy.store");
  }

  fields() {
    const lines = lineDiff(this.#current.source, this.#draft);
    const sign = { same: " ", added: "+", removed: "−" };
    return html`<pre class="diff" tabindex="0" aria-label=${t("policy.reviewTitle")}>${lines
        .filter((each, i) => each.kind !== "same" || lines.slice(Math.max(0, i - 3), i + 4).some((near) => near.kind !== "same"))
        .map((each) => html`<span class=${each.kind}>${sign[each.kind]} ${each.line}</span>`)}</pre>
      <label>${t("policy.note")} <input name="note" maxlength="500" autocomplete="off" autofocus></label>`;
  }

  async submit(fields) {
    const body = { format: this.#format, source: this.#draft, expected: this.#current.number };
    if (fields.note.value) {
      body.note = fields.note.value;
    }
    try {
      await this.app.api.put("v1/policy", body);
    } catch (e) {
      throw e instanceof Refusal && e.status === 409 ? new Refusal(409, { detail: t("policy.conflict") }) : e;
    }
    this.app.notices.info(t("policy.stored"));
    this.#done();
  }
}

class RestoreDialog extends FormDialog {
  #current;
  #version;
  #done;

  constructor(app, current, version, done) {
    super(app);
    this.#current = current;
    this.#version = version;
    this.#done = done;
  }

  title() {
    return t("policy.restoreTitle", { number: this.#version.number });
  }

  action() {
    return t("policy.restore");
  }

  fields() {
    return html`<p>${t("policy.restoreWhy")}</p>
      <label>${t("policy.note")} <input name="note" maxlength="500" autocomplete="off" autofocus></label>`;
  }

  async submit(fields) {
    const body = { expected: this.#current.number };
    if (fields.note.value) {
      body.note = fields.note.value;
    }
    await this.app.api.post(`v1/policy/versions/${this.#version.number}/restore`, body);
    this.app.notices.info(t("policy.stored"));
    this.#done();
  }
}
