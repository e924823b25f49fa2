/** The keyboard: one key, one command, unless somebody is typing. */
import { HelpDialog } from "./help.js";

export class Keys {
  #app;

  constructor(app) {
    this.#app = app;
  }

  listen() {
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  #pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    if (this.#app.dialog || !this.#app.session.user) {
      return;
    }
    if (isTyping(event.target)) {
      if (event.key === "Escape") {
        event.target.blur();
        this.#app.page?.refocus?.();
      }
      return;
    }
    if (event.key === "?") {
      event.preventDefault();
      this.#app.open(new HelpDialog(this.#app));
      return;
    }
    if (this.#app.page?.key?.(event)) {
      event.preventDefault();
    }
  }
}

function isTyping(target) {
  return target instanceof Element && target.closest("input:not([type=checkbox],[type=range],[type=radio]), textarea, select") !== null;
}
