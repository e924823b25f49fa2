/** Tells the others which comment this moderator is at: claims it once the focus rests on it, gives it back after. */
import { Refusal, pathTo } from "../api.js";

const RESTS_MILLIS = 350;
const RENEW_MILLIS = 4 * 60 * 1_000;

export class Claims {
  #app;
  #held = null;
  #wanted = null;
  #timer = null;
  #renewal = null;
  #refused;

  /** @param refused called with the id of a comment that somebody else has */
  constructor(app, refused) {
    this.#app = app;
    this.#refused = refused;
  }

  /** The focus is on that comment, or on none. */
  follow(id) {
    if (id === this.#wanted || !this.#app.session.may("moderator")) {
      return;
    }
    this.#wanted = id;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), RESTS_MILLIS);
  }

  /** It was decided, which ends the claim. */
  forget(id) {
    if (this.#held === id) {
      this.#held = null;
    }
  }

  stop() {
    clearTimeout(this.#timer);
    clearInterval(this.#renewal);
    this.#wanted = null;
    this.#release();
  }

  async #settle() {
    const id = this.#wanted;
    if (id === this.#held) {
      return;
    }
    this.#release();
    clearInterval(this.#renewal);
    if (id === null) {
      return;
    }
    await this.#claim(id);
    this.#renewal = setInterval(() => this.#claim(id), RENEW_MILLIS);
  }

  async #claim(id) {
    try {
      await this.#app.api.put(pathTo("v1/comments", id, "/claim"));
      this.#held = id;
      if (this.#wanted !== id) {
        this.#release();
      }
    } catch (e) {
      if (e instanceof Refusal && e.status === 409) {
        this.#refused(id);
      }
    }
  }

  #release() {
    const id = this.#held;
    this.#held = null;
    if (id !== null && !this.#app.outbox.has(id)) {
      // Where this fails, the claim ends by itself.
      this.#app.api.delete(pathTo("v1/comments", id, "/claim")).catch(() => {});
    }
  }
}
