/** What all pages have in common: who is signed in, where we are, what is shown around the page. */
import { html, nothing, render } from "./vendor/lit/lit-html.js";
import { Api } from "./api.js";
import { Keys } from "./keys.js";
import { LiveEvents } from "./live.js";
import { Notices } from "./notices.js";
import { Outbox } from "./outbox.js";
import { Preferences } from "./preferences.js";
import { Router } from "./router.js";
import { Session } from "./session.js";
import { BreakReminder } from "./breaks.js";
import { pickLanguage, t, useLanguage } from "./i18n.js";
import { shell } from "./shell.js";
import { signIn, takeRefusal } from "./signin.js";
import { Setup, takeToken } from "./setup.js";
import QueuePage from "./queue/page.js";

/** Pages by the last part of their address, each with the least role that may see it. */
export const PAGES = {
  queue: { role: "viewer", load: async () => ({ default: QueuePage }) },
  lists: { role: "viewer", load: () => import("./lists/page.js") },
  policy: { role: "viewer", load: () => import("./policy/page.js") },
  statistics: { role: "viewer", load: () => import("./statistics/page.js") },
  model: { role: "viewer", load: () => import("./model/page.js") },
  audit: { role: "viewer", load: () => import("./audit/page.js") },
  settings: { role: "admin", load: () => import("./settings/page.js") },
  welcome: { role: "admin", hidden: true, load: () => import("./welcome.js") },
};

const RELOAD_MILLIS = 1_000;

export class App {
  #root;
  #scheduled = false;
  #left = null;

  page = null;
  setup = null;
  dialog = null;
  /** What stands before everything else, a dialog included, until it is done with: signing in again. */
  gate = null;
  announcement = "";

  constructor(root) {
    this.#root = root;
    this.preferences = new Preferences();
    this.api = new Api(() => this.session.again());
    this.session = new Session(this);
    this.outbox = new Outbox(this);
    this.notices = new Notices(this);
    this.live = new LiveEvents(this);
    this.keys = new Keys(this);
    this.router = new Router((name, query) => this.#open(name, query));
    this.breaks = new BreakReminder(this);
  }

  async start() {
    this.preferences.apply();
    await useLanguage(pickLanguage(this.preferences.get("language")));
    this.keys.listen();
    // Charts are painted in the theme's colours.
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.update());
    window.addEventListener("beforeunload", (event) => {
      if (this.outbox.size > 0) {
        event.preventDefault();
      }
    });
    const token = takeToken();
    takeRefusal();
    await this.session.resume();
    this.setup = token && !this.session.user ? new Setup(this, token) : null;
    this.update();
    if (this.session.user) {
      this.entered();
    } else {
      this.session.askWays();
    }
  }

  /** Somebody has signed in. */
  entered() {
    this.preferences.apply();
    this.live.connect();
    this.breaks.start();
    this.router.start();
  }

  /** Nobody is signed in any more. */
  exited() {
    this.live.disconnect();
    this.breaks.stop();
    this.page?.leave?.();
    this.page = null;
    this.dialog = null;
    this.gate = null;
    this.update();
  }

  /** Draws everything again, once, before the browser next paints. */
  update() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      queueMicrotask(() => {
        this.#scheduled = false;
        this.#draw();
      });
    }
  }

  /** Opens a dialog: an object with render() and, if it likes, opened() and closed(). */
  open(dialog) {
    this.#left ??= document.activeElement;
    this.dialog = dialog;
    this.#show("dialog.modal:not(.gate)", dialog);
  }

  /** Opens what everything waits for. A dialog stays as it is behind it, with what was typed. */
  openGate(dialog) {
    this.gate = dialog;
    this.#show("dialog.gate", dialog);
  }

  closeGate() {
    // The browser gives the focus back to where it was.
    this.#root.querySelector("dialog.gate")?.close();
    this.gate?.closed?.();
    this.gate = null;
    this.#draw();
  }

  #show(selector, dialog) {
    this.#draw();
    const element = this.#root.querySelector(selector);
    if (element && !element.open) {
      element.showModal();
    }
    dialog.opened?.(element);
  }

  close() {
    const closed = this.dialog;
    this.#root.querySelector("dialog.modal:not(.gate)")?.close();
    this.dialog = null;
    this.#draw();
    const back = this.#left;
    this.#left = null;
    if (back?.isConnected) {
      back.focus({ preventScroll: true });
    }
    closed?.closed?.();
  }

  /** Says something to those who do not see the page. */
  announce(text) {
    this.announcement = this.announcement === text ? `${text}\u00A0` : text;
    this.update();
  }

  async useLanguage(tag) {
    this.preferences.set("language", tag);
    await useLanguage(tag);
    this.update();
  }

  async #open(name, query) {
    const found = PAGES[name] ?? PAGES.queue;
    if (this.page && this.page.name === name) {
      this.page.arrive?.(query);
      this.update();
      return;
    }
    this.page?.leave?.();
    this.page = { name, loading: true };
    this.update();
    if (!this.session.may(found.role)) {
      this.page = { name, render: () => html`<p class="empty">${t("shell.notAllowed")}</p>` };
      this.update();
      return;
    }
    try {
      const { default: Page } = await found.load();
      if (this.page.name === name && this.page.loading) {
        this.page = new Page(this, query);
        this.page.name = name;
        this.page.enter?.();
      }
    } catch (e) {
      if (this.#loadAgain()) {
        return;
      }
      this.notices.failure(e);
      this.page = { name, render: () => html`<p class="empty">${t("shell.pageFailed")}</p>` };
    }
    document.title = `${t(`nav.${name}`)} · ReplyGuard`;
    this.update();
  }

  /**
   * Where a page's script did not come: the whole console anew, once, as a browser need not ask again for a script that
   * failed. Not while decisions are on their way.
   */
  #loadAgain() {
    if (this.outbox.size > 0 || performance.getEntriesByType("navigation")[0]?.type === "reload") {
      return false;
    }
    setTimeout(() => location.reload(), RELOAD_MILLIS);
    return true;
  }

  #draw() {
    const content = this.session.user
      ? shell(this)
      : this.session.known
        ? html`<main class="centre">${this.setup ? this.setup.render() : signIn(this)}</main>`
        : nothing;
    render(
      html`${content} ${this.#modal()} ${this.#before()} ${this.notices.render()}
        <div class="unseen" role="status" aria-live="polite">${this.announcement}</div>`,
      this.#root,
    );
    this.page?.drawn?.();
  }

  #modal() {
    if (!this.dialog) {
      return nothing;
    }
    const cancel = (event) => {
      event.preventDefault();
      if (!this.dialog.stays) {
        this.close();
      }
    };
    return html`<dialog class="modal ${this.dialog.kind ?? ""}" aria-labelledby="dialog-title" @cancel=${cancel} @close=${open}>
      ${this.dialog.render()}
    </dialog>`;
  }

  #before() {
    return this.gate
      ? html`<dialog class="modal gate" aria-labelledby="gate-title" @cancel=${(event) => event.preventDefault()} @close=${open}>
          ${this.gate.render()}
        </dialog>`
      : nothing;
  }
}

/** Opens a dialog again that is still wanted: browsers close one at the second Escape, whatever is said to them. */
function open({ target }) {
  if (target.isConnected && !target.open) {
    target.showModal();
  }
}
