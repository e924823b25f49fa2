/** What helps to decide a comment, fetched before it is wanted and kept for a while. */
import { pathTo } from "../api.js";

const MAX_KEPT = 30;

export class Details {
  #app;
  #known = new Map();
  /** Whose detail is being asked for, and whether once more. */
  #fetching = new Map();

  constructor(app) {
    this.#app = app;
  }

  /** What is known of a comment by now, or null. */
  of(id) {
    return this.#known.get(id)?.detail ?? null;
  }

  want(ids) {
    for (const id of ids) {
      if (!this.#known.has(id)) {
        this.#known.set(id, { detail: null });
        this.#fetch(id);
      }
    }
    for (const id of this.#known.keys()) {
      if (this.#known.size <= MAX_KEPT) {
        break;
      }
      if (!ids.includes(id)) {
        this.#known.delete(id);
      }
    }
  }

  /** Something has happened to it: those like it tell of it, too. */
  forget(id) {
    for (const [known, { detail }] of this.#known) {
      if (known === id || detail?.similar.includes(id) || detail?.similarDecided.some((each) => each.id === id)) {
        this.#fetch(known);
      }
    }
  }

  /** One request at a time, whatever happens meanwhile, and then another. */
  async #fetch(id) {
    if (this.#fetching.has(id)) {
      this.#fetching.set(id, true);
      return;
    }
    this.#fetching.set(id, false);
    try {
      const detail = await this.#app.api.get(pathTo("v1/comments", id, "/review"));
      if (this.#known.has(id)) {
        this.#known.set(id, { detail });
        this.#app.update();
      }
    } catch {
      // The card tells enough to decide; the next look asks again.
      this.#known.delete(id);
    }
    const again = this.#fetching.get(id) && this.#known.has(id);
    this.#fetching.delete(id);
    if (again) {
      this.#fetch(id);
    }
  }
}
