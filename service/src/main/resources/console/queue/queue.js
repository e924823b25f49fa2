/** What waits for a moderator, as the page has it: in the service's order, the focus never moved by others. */

export const PAGE_SIZE = 50;

/** How long something that was decided here is kept out of what comes back from the service. */
const SETTLING_MILLIS = 15_000;

/** How many entries are kept on the page at most. */
const MAX_ENTRIES = 500;

export class Queue {
  /** Each the API's entry with `taken`, what somebody else did with it, where somebody did. */
  cards = [];
  focusId = null;
  selected = new Set();
  next = null;
  loaded = false;

  #settling = new Map();

  get focused() {
    return this.cards.find((card) => card.id === this.focusId) ?? null;
  }

  get focusIndex() {
    return this.cards.findIndex((card) => card.id === this.focusId);
  }

  /** Whether a comment is on the page. */
  isShown(id) {
    return this.cards.some((card) => card.id === id);
  }

  clear() {
    this.cards = [];
    this.focusId = null;
    this.selected.clear();
    this.next = null;
    this.loaded = false;
  }

  /** Takes over a first page: what is new comes behind what is there, what is there keeps its place. */
  merge(page, isPending) {
    const fresh = new Map(page.entries.filter((entry) => !isPending(entry.id) && !this.#isSettling(entry.id)).map((e) => [e.id, e]));
    const complete = page.next === undefined;
    for (const card of this.cards) {
      const entry = fresh.get(card.id);
      if (entry) {
        Object.assign(card, { lease: undefined, assignee: undefined, group: undefined }, entry);
        card.taken = null;
      } else if (complete && !card.taken) {
        card.taken = { by: null };
        card.takenAt = Date.now();
      }
    }
    const known = new Set(this.cards.map((card) => card.id));
    if (!this.loaded || this.cards.length < PAGE_SIZE || complete) {
      this.#append([...fresh.values()].filter((entry) => !known.has(entry.id)));
    }
    if (!this.loaded || complete) {
      this.next = page.next ?? null;
    }
    this.loaded = true;
    this.#keepFocus(0);
  }

  /** Takes over a further page. */
  append(page, isPending) {
    const known = new Set(this.cards.map((card) => card.id));
    this.#append(page.entries.filter((e) => !known.has(e.id) && !isPending(e.id) && !this.#isSettling(e.id)));
    this.next = this.cards.length >= MAX_ENTRIES ? null : (page.next ?? null);
    this.#keepFocus(0);
  }

  /** Takes cards out, since they are decided here; the focus goes to the one that takes their place. */
  remove(ids) {
    const gone = new Set(ids);
    const index = this.focusIndex;
    const before = this.cards.slice(0, Math.max(0, index)).filter((card) => gone.has(card.id)).length;
    const removed = this.cards.map((card, place) => ({ card, place })).filter(({ card }) => gone.has(card.id));
    this.cards = this.cards.filter((card) => !gone.has(card.id));
    ids.forEach((id) => {
      this.selected.delete(id);
      this.#settling.set(id, Date.now());
    });
    this.#keepFocus(index - before);
    return removed;
  }

  /** Puts cards back where they were. */
  restore(removed) {
    for (const { card, place } of removed) {
      this.#settling.delete(card.id);
      if (!this.cards.includes(card)) {
        this.cards.splice(Math.min(place, this.cards.length), 0, card);
      }
    }
    if (removed.length > 0) {
      this.focusId = removed[0].card.id;
    }
  }

  /** Moves the focus by so many cards. */
  move(by) {
    const index = this.focusIndex;
    const to = Math.max(0, Math.min(this.cards.length - 1, (index < 0 ? 0 : index) + by));
    this.focusId = this.cards[to]?.id ?? null;
  }

  /** Puts the focused card behind all others. */
  skip() {
    const index = this.focusIndex;
    if (index >= 0) {
      const [card] = this.cards.splice(index, 1);
      this.cards.push(card);
      this.focusId = this.cards[Math.min(index, this.cards.length - 1)].id;
    }
  }

  /** Somebody else has decided it. */
  taken(id, by, verdict) {
    const card = this.cards.find((each) => each.id === id);
    if (card) {
      card.taken = { by, verdict };
      card.takenAt = Date.now();
      this.selected.delete(id);
    }
    return card;
  }

  /** Takes out what others decided some time ago, except under the focus. */
  sweep(afterMillis) {
    const now = Date.now();
    const before = this.cards.length;
    this.cards = this.cards.filter((card) => !card.taken || card.id === this.focusId || now - card.takenAt < afterMillis);
    return this.cards.length !== before;
  }

  /** It waits again: let it come back. */
  settled(id) {
    this.#settling.delete(id);
  }

  #append(entries) {
    this.cards.push(...entries.map((entry) => ({ ...entry, taken: null })));
  }

  #isSettling(id) {
    const since = this.#settling.get(id);
    if (since === undefined) {
      return false;
    }
    if (Date.now() - since > SETTLING_MILLIS) {
      this.#settling.delete(id);
      return false;
    }
    return true;
  }

  #keepFocus(place) {
    if (this.focusIndex < 0) {
      const candidates = this.cards.slice(Math.max(0, place));
      const next = candidates.find((card) => !card.taken) ?? this.cards.findLast((card) => !card.taken) ?? candidates[0];
      this.focusId = next?.id ?? null;
    }
  }
}
