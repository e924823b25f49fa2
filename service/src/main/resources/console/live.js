/**
 * What happens to the site's comments, as it happens. The browser reconnects by itself and goes on where it was; here
 * it is told what it cannot know: that nothing has come for too long, and that it has given up.
 */
import { ROOT } from "./api.js";

const TYPES = ["judged", "decided", "undone", "reopened", "reported", "escalated"].map((type) => `comment.${type}`);

/** The service sends at least a comment line every 15 seconds, which scripts do not see: so ask, where it is quiet. */
const RETRY_MILLIS = [1_000, 2_000, 4_000, 8_000, 15_000];

export class LiveEvents {
  /** "connecting", "live" or "lost". */
  state = "connecting";

  #app;
  #source = null;
  #listeners = new Set();
  #last = null;
  #attempts = 0;
  #timer = null;

  constructor(app) {
    this.#app = app;
    window.addEventListener("online", () => this.#retryNow());
    window.addEventListener("offline", () => this.#lost());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.state === "lost") {
        this.#retryNow();
      }
    });
  }

  /** Called with every event, and with null where some may have been missed. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  connect() {
    this.disconnect();
    const address = new URL("v1/events", ROOT);
    if (this.#app.api.site) {
      address.searchParams.set("site", this.#app.api.site);
    }
    if (this.#last) {
      address.searchParams.set("after", this.#last);
    }
    const source = new EventSource(address);
    this.#source = source;
    source.onopen = () => {
      const back = this.state === "lost";
      this.#attempts = 0;
      this.#become("live");
      if (back) {
        this.#app.outbox.flush();
        this.#tell(null);
      }
    };
    source.onerror = () => {
      // The service has answered, but with no events: perhaps since the session has ended.
      if (source.readyState === EventSource.CLOSED) {
        this.#app.session.check();
      }
      this.#lost();
    };
    source.addEventListener("gap", () => this.#tell(null));
    for (const type of TYPES) {
      source.addEventListener(type, (event) => {
        this.#last = event.lastEventId;
        this.#tell(JSON.parse(event.data));
      });
    }
  }

  disconnect() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** Another site: its events have other ids. */
  restart() {
    this.#last = null;
    this.#become("connecting");
    this.connect();
  }

  #lost() {
    this.disconnect();
    this.#become("lost");
    if (this.#app.session.user) {
      const wait = RETRY_MILLIS[Math.min(this.#attempts++, RETRY_MILLIS.length - 1)];
      this.#timer = setTimeout(() => (this.#app.gate ? this.#lost() : this.connect()), wait * (0.8 + 0.4 * Math.random()));
    }
  }

  #retryNow() {
    if (this.state === "lost" && this.#app.session.user) {
      this.connect();
    }
  }

  #tell(event) {
    this.#listeners.forEach((listener) => listener(event));
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.#app.update();
    }
  }
}
