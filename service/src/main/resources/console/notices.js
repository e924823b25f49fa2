/** Short messages at the edge of the page: what went wrong, and what somebody else did. */
import { html } from "./vendor/lit/lit-html.js";
import { repeat } from "./vendor/lit/directives/repeat.js";
import { Refusal, Unreachable } from "./api.js";
import { t } from "./i18n.js";

const SHOWN_MILLIS = 8_000;
const MAX_SHOWN = 4;

export class Notices {
  #app;
  #shown = [];
  #number = 0;

  constructor(app) {
    this.#app = app;
  }

  info(text) {
    this.#add("info", text);
  }

  warning(text) {
    this.#add("warning", text);
  }

  /** What an error means to people. */
  failure(error) {
    this.#add("failure", explain(error));
  }

  render() {
    return html`<div class="notices" role="log" aria-live="assertive" aria-label=${t("notice.region")}>
      ${repeat(
        this.#shown,
        (notice) => notice.number,
        (notice) =>
          html`<div class="notice ${notice.kind}">
            <span>${notice.text}</span>
            <button class="quiet" aria-label=${t("notice.dismiss")} @click=${() => this.#remove(notice)}>×</button>
          </div>`,
      )}
    </div>`;
  }

  #add(kind, text) {
    const known = this.#shown.find((notice) => notice.text === text);
    if (known) {
      return;
    }
    const notice = { kind, text, number: this.#number++ };
    this.#shown = [...this.#shown, notice].slice(-MAX_SHOWN);
    setTimeout(() => this.#remove(notice), SHOWN_MILLIS);
    this.#app.update();
  }

  #remove(notice) {
    this.#shown = this.#shown.filter((other) => other !== notice);
    this.#app.update();
  }
}

export function explain(error) {
  if (error instanceof Unreachable) {
    return t("notice.unreachable");
  }
  if (error instanceof Refusal) {
    if (error.status === 403) {
      return t("notice.forbidden");
    }
    if (error.status === 503) {
      return t("notice.unavailable");
    }
    const fields = error.errors.map((each) => `${each.field}: ${each.message}`).join("; ");
    return fields || error.message;
  }
  console.error(error);
  return t("notice.unexpected", { message: String(error?.message ?? error) });
}
