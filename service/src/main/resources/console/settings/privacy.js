/** For how long the site keeps what; and what is kept of a person, told and erased. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { Refusal } from "../api.js";
import { number, t } from "../i18n.js";
import { words } from "../text.js";
import { ConfirmDialog } from "./keys.js";
import { attempt } from "./secret.js";
import { saveFile } from "../saved-file.js";

const PERSON = ["email", "ip", "id"];

export class Privacy {
  #kinds = null;
  #wrong = new Map();
  #said = "";

  constructor(app) {
    this.app = app;
  }

  async load() {
    this.#kinds = (await this.app.api.get("v1/retention")).kinds;
    this.app.update();
  }

  render() {
    if (!this.#kinds) {
      return html`<p class="empty">${t("loading")}</p>`;
    }
    const editable = this.app.session.may("admin");
    return html`<div class="columns">
      <section class="panel">
        <h2>${t("privacy.retention")}</h2>
        <p>${t("privacy.retentionWhy")}</p>
        <form class="stack" novalidate @submit=${(event) => this.#save(event)}>
          ${this.#kinds.map((kind) => this.#row(kind, editable))}
          ${editable ? html`<div class="buttons start"><button class="primary">${t("save")}</button></div>` : nothing}
        </form>
      </section>
      ${editable ? this.#person() : nothing}
    </div>`;
  }

  #row(kind, editable) {
    const problem = this.#wrong.get(kind.kind);
    const hint = t(kind.own ? "privacy.own" : "privacy.operators", { days: kind.default });
    return html`<label>${t(`privacy.kind.${kind.kind}`)}
        <input name=${kind.kind} type="number" inputmode="numeric" min=${kind.least} max=${kind.most} step="1" ?disabled=${!editable}
          .value=${kind.own ? String(kind.days) : ""} placeholder=${String(kind.default)}
          aria-invalid=${problem ? "true" : "false"} aria-describedby="privacy-${kind.kind}"></label>
      <p class="hint" id="privacy-${kind.kind}">${problem ? html`<span class="problem">${problem}</span>` : hint}</p>`;
  }

  /** What is left empty is left to the operator. */
  #save(event) {
    event.preventDefault();
    const wanted = {};
    this.#wrong.clear();
    for (const { kind } of this.#kinds) {
      const { value, validity } = event.target.elements[kind];
      if (value !== "" || validity.badInput) {
        wanted[kind] = value === "" ? "" : Number(value);
      }
    }
    return attempt(this.app, async () => {
      try {
        this.#kinds = (await this.app.api.put("v1/retention", wanted)).kinds;
        this.app.notices.info(t("privacy.saved"));
      } catch (e) {
        if (!(e instanceof Refusal) || e.errors.length === 0) {
          throw e;
        }
        e.errors.forEach(({ field, message }) => this.#wrong.set(field, message));
      }
    });
  }

  #person() {
    return html`<section class="panel">
      <h2>${t("privacy.person")}</h2>
      <p>${t("privacy.personWhy")}</p>
      <form class="stack" @submit=${(event) => this.#act(event)}>
        ${PERSON.map(
          (field) => html`<label>${t(`privacy.${field}`)} <input name=${field} maxlength=${field === "email" ? 320 : 100} autocomplete="off" autocapitalize="none"></label>`,
        )}
        <label class="check"><input type="checkbox" name="allSites"><span>${t("privacy.allSites")}</span></label>
        <div class="buttons start">
          <button name="act" value="export">${t("privacy.export")}</button>
          <button class="danger" name="act" value="erase">${t("privacy.erase")}</button>
        </div>
      </form>
      <div role="status">${this.#said ? html`<p>${this.#said}</p>` : nothing}</div>
    </section>`;
  }

  #act(event) {
    event.preventDefault();
    const { elements } = event.target;
    const person = {};
    for (const field of PERSON) {
      if (elements[field].value.trim() !== "") {
        person[field] = elements[field].value.trim();
      }
    }
    if (Object.keys(person).length === 0) {
      this.#say(t("privacy.nobody"));
      return null;
    }
    const named = words(Object.values(person).join(", "), 200);
    person.allSites = elements.allSites.checked;
    if (event.submitter?.value !== "erase") {
      return attempt(this.app, () => this.#export(person));
    }
    this.app.open(
      new ConfirmDialog(this.app, html`${t("privacy.confirm")} ${named}`, () => this.#erase(person), () => event.target.reset()),
    );
    return null;
  }

  /** All pages in one file. */
  async #export(person) {
    const records = [];
    let cursor;
    do {
      const page = await this.app.api.post("v1/privacy/export", { ...person, limit: 200, ...(cursor ? { cursor } : {}) });
      records.push(...page.records);
      ({ cursor } = page);
      this.#say(t("privacy.found", { count: records.length }));
    } while (cursor);
    saveFile("replyguard-person.json", [JSON.stringify({ records }, null, 2)], "application/json");
  }

  /** Goes on until the service says that nothing is left. */
  async #erase(person) {
    const sums = { comments: 0, listEntries: 0, reports: 0 };
    let cursor;
    do {
      const done = await this.app.api.post("v1/privacy/erase", { ...person, ...(cursor ? { cursor } : {}) });
      for (const kind of Object.keys(sums)) {
        sums[kind] += done.removed[kind];
      }
      ({ cursor } = done);
    } while (cursor);
    const told = Object.entries(sums).map(([kind, count]) => `${t(`privacy.removed.${kind}`)}: ${number(count)}`);
    this.#say(`${t("privacy.erased")} ${told.join(", ")}`);
  }

  #say(text) {
    this.#said = text;
    this.app.update();
  }
}
