/** What asks for a word or two before it is done. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { Refusal, pathTo } from "../api.js";
import { t } from "../i18n.js";
import { words } from "../text.js";
import { explain } from "../notices.js";
import { REJECT_REASONS, likelyReason } from "./reasons.js";

/** A form in a dialog: says what went wrong, at the field that it is about, and stays; or closes. */
export class FormDialog {
  problem = "";
  busy = false;

  constructor(app) {
    this.app = app;
  }

  render() {
    return html`<form method="dialog" @submit=${(event) => this.#submit(event)}>
      <h2 id="dialog-title">${this.title()}</h2>
      ${this.fields()}
      <p class="problem" role="alert">${this.problem}</p>
      <div class="buttons">
        <button type="button" @click=${() => this.app.close()}>${t("cancel")}</button>
        <button class=${this.danger ? "primary danger" : "primary"} ?disabled=${this.busy}>${this.action()}</button>
      </div>
    </form>`;
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    this.busy = true;
    this.problem = "";
    clearProblems(form);
    this.app.update();
    try {
      await this.submit(form.elements);
      if (this.app.dialog === this) {
        this.app.close();
      }
    } catch (e) {
      this.problem = e instanceof Refusal && showProblems(form, e) ? "" : explain(e);
    }
    this.busy = false;
    this.app.update();
  }
}

/** Takes away what showProblems has put there. */
export function clearProblems(form) {
  form.querySelectorAll(".problem.at-field").forEach((each) => each.remove());
  form.querySelectorAll("[aria-invalid]").forEach((each) => {
    each.removeAttribute("aria-invalid");
    each.removeAttribute("aria-describedby");
  });
}

/** Puts each problem under its field; false where one is about nothing that the form has. */
export function showProblems(form, refusal) {
  // A refusal that is about one field only begins with its name.
  const said = /^(\w+): (.+)$/s.exec(refusal.message);
  const errors = refusal.errors.length > 0 ? refusal.errors : said ? [{ field: said[1], message: said[2] }] : [];
  const told = new Map();
  for (const { field, message } of errors) {
    // A list is one field, of which the first mistake is told.
    const name = field.replace(/[.[].*$/s, "");
    if (!(form.elements.namedItem(name) instanceof HTMLElement)) {
      return false;
    }
    told.set(name, told.get(name) ?? message);
  }
  for (const [name, message] of told) {
    const field = form.elements.namedItem(name);
    const problem = document.createElement("span");
    problem.className = "problem at-field";
    problem.id = `problem-${name}`;
    problem.role = "alert";
    problem.textContent = message;
    field.after(problem);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", problem.id);
  }
  form.querySelector("[aria-invalid]")?.focus();
  return told.size > 0;
}

export class NoteDialog extends FormDialog {
  #card;
  #done;

  constructor(app, card, done) {
    super(app);
    this.#card = card;
    this.#done = done;
  }

  title() {
    return t("note.title");
  }

  action() {
    return t("note.save");
  }

  fields() {
    return html`<label>${t("note.text")}
      <textarea name="note" rows="4" maxlength="2000" required autofocus></textarea></label>`;
  }

  async submit(fields) {
    await this.app.api.post(pathTo("v1/comments", this.#card.id, "/notes"), { note: fields.note.value });
    this.#done();
    this.app.notices.info(t("note.saved"));
  }
}

export class EscalateDialog extends FormDialog {
  #card;
  #done;

  constructor(app, card, done) {
    super(app);
    this.#card = card;
    this.#done = done;
  }

  title() {
    return t("escalate.title");
  }

  action() {
    return t("escalate.send");
  }

  fields() {
    return html`<label>${t("escalate.to")}
        <input name="to" required maxlength="100" autocomplete="off" autocapitalize="none" autofocus></label>
      <label>${t("escalate.note")} <textarea name="note" rows="3" maxlength="2000"></textarea></label>`;
  }

  async submit(fields) {
    const body = { to: fields.to.value.trim() };
    if (fields.note.value) {
      body.note = fields.note.value;
    }
    await this.app.api.post(pathTo("v1/comments", this.#card.id, "/escalate"), body);
    this.#done();
    this.app.notices.info(t("escalate.sent", { name: body.to }));
  }
}

export class RejectSelectedDialog {
  #app;
  #page;

  constructor(app, page) {
    this.#app = app;
    this.#page = page;
  }

  render() {
    const count = this.#page.queue.selected.size;
    const pick = (reason) => {
      this.#app.close();
      this.#page.decideSelected("reject", reason);
    };
    const pressed = (event) => {
      const picked = REJECT_REASONS.find(([key]) => key === event.key);
      if (picked && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        pick(picked[1]);
      }
    };
    return html`<div @keydown=${pressed}>
      <h2 id="dialog-title">${t("act.rejectAll", { count })}</h2>
      <div class="reasons-grid">
        ${REJECT_REASONS.map(
          ([key, reason]) => html`<button @click=${() => pick(reason)}><kbd>${key}</kbd> ${t(`reason.${reason}`)}</button>`,
        )}
      </div>
      <div class="buttons"><button @click=${() => this.#app.close()}>${t("cancel")}</button></div>
    </div>`;
  }

  opened(element) {
    element.querySelector(".reasons-grid button").focus();
  }
}

/** Of these nothing is stored with a comment, so that they are typed. */
const TYPED = ["emailDomain", "network"];
const EXPIRIES = [0, 1, 7, 30, 365];
const DAY_MILLIS = 86_400_000;

/** Bans, or trusts, the author of a comment. */
export class BanDialog extends FormDialog {
  danger = true;
  #card;
  #done;
  #list;
  #trait = null;

  constructor(app, card, done, list = "banned") {
    super(app);
    this.#card = card;
    this.#done = done;
    this.#list = list;
    this.danger = list === "banned";
  }

  get #author() {
    return this.#card.comment.author;
  }

  title() {
    return t(`ban.${this.#list}`);
  }

  action() {
    return t(`ban.${this.#list}Do`);
  }

  fields() {
    const author = this.#author;
    const { traits } = author;
    const trait = this.#trait ?? traits[0] ?? TYPED[0];
    return html`<p>${author.name ? words(author.name) : t("card.anonymous")}</p>
      ${traits.length === 0 ? html`<p class="hint">${t("ban.unknown")}</p>` : nothing}
      <label>${t("ban.by")}
        <select name="trait" @change=${(e) => ((this.#trait = e.target.value), this.app.update())}>
          ${traits.map((trait) => html`<option value=${trait}>${t(`trait.${trait}`)}</option>`)}
          ${TYPED.map((trait) => html`<option value=${trait}>${t(`trait.${trait}`)}</option>`)}
        </select></label>
      ${TYPED.includes(trait)
        ? html`<label>${t("lists.value")} <input name="value" required maxlength="320" autocomplete="off" autocapitalize="none"
            spellcheck="false" placeholder=${trait === "network" ? "192.0.2.0/24" : "mail.example"}></label>
            <p class="hint">${t("ban.typedWhy")}</p>`
        : nothing}
      <label>${t("ban.reason")} <input name="reason" maxlength="500" autocomplete="off" autofocus></label>
      <label>${t("ban.expires")}
        <select name="days">
          ${EXPIRIES.map((days) => html`<option value=${days}>${days === 0 ? t("ban.forGood") : t("ban.days", { count: days })}</option>`)}
        </select></label>
      ${this.#list === "banned" && !TYPED.includes(trait)
        ? html`<label class="check"><input type="checkbox" name="clear" checked><span>${t("ban.clear")}</span></label>
            <label>${t("ban.clearAs")}
              <select name="as">${REJECT_REASONS.map(
                ([, reason]) =>
                  html`<option value=${reason} ?selected=${reason === likelyReason(this.#card.comment.judgement)}>
                    ${t(`reason.${reason}`)}</option>`,
              )}</select></label>`
        : nothing}`;
  }

  async submit(fields) {
    const entry = { trait: fields.trait.value };
    if (fields.value) {
      entry.value = fields.value.value;
    } else {
      entry.comment = this.#card.id;
    }
    if (fields.reason.value) {
      entry.reason = fields.reason.value;
    }
    if (Number(fields.days.value) > 0) {
      entry.expiresAt = new Date(Date.now() + Number(fields.days.value) * DAY_MILLIS).toISOString();
    }
    if (fields.clear?.checked) {
      entry.rejectWaiting = fields.as.value;
    }
    const stored = await this.app.api.put(`v1/lists/${this.#list}`, entry);
    this.#done(stored);
    this.app.notices.info(
      stored.rejected ? t("ban.doneCleared", { count: stored.rejected }) : t(`ban.${this.#list}Done`),
    );
  }
}
