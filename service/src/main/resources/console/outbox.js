/**
 * Decisions on their way. A decision counts at once on the page; here it is sent, sent again while nobody answers, and
 * rolled back where the service refuses it. What was decided can be taken back for five minutes, the latest first.
 */
import { Refusal, Unreachable, pathTo } from "./api.js";

const UNDO_MILLIS = 5 * 60 * 1_000;
const MAX_UNDO = 100;
const RETRY_MILLIS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
const MAX_BULK = 1_000;

export class Outbox {
  #app;
  #jobs = new Set();
  #done = [];

  constructor(app) {
    this.#app = app;
  }

  /** How many comments' decisions are not sent yet. */
  get size() {
    let sum = 0;
    this.#jobs.forEach((job) => (sum += job.ids.length));
    return sum;
  }

  /** How many of them wait because nobody answered. */
  get stuck() {
    let sum = 0;
    this.#jobs.forEach((job) => (sum += job.attempts > 0 ? job.ids.length : 0));
    return sum;
  }

  has(id) {
    for (const job of this.#jobs) {
      if (job.ids.includes(id)) {
        return true;
      }
    }
    return false;
  }

  /** What can be taken back now, the latest last. */
  get undoable() {
    const now = Date.now();
    this.#done = this.#done.filter((job) => now - job.at < UNDO_MILLIS);
    return this.#done;
  }

  /** How long the latest can still be taken back. */
  get undoLeft() {
    const latest = this.undoable.at(-1);
    return latest ? UNDO_MILLIS - (Date.now() - latest.at) : 0;
  }

  /**
   * Sends a decision.
   *
   * @param job ids; verdict; reason and note where there are; revision, the one that was looked at, where it is about a
   *     single comment; group, where all of a group is meant; refused(problems), called with a map from ids to what is in
   *     the way; undone(ids), called when it has been taken back
   */
  decide(job) {
    job.attempts = 0;
    job.at = Date.now();
    this.#jobs.add(job);
    this.#done = [...this.undoable, job].slice(-MAX_UNDO);
    this.#send(job);
    this.#app.update();
  }

  /** Takes the latest decision back; false where there is none. */
  undo() {
    const job = this.undoable.at(-1);
    if (!job) {
      return false;
    }
    this.#done.pop();
    job.cancelled = true;
    if (this.#jobs.has(job) && job.attempts > 0 && !job.sending) {
      // It may have arrived with only the answer lost, so it is taken back there as well, and may not be there.
      this.#drop(job);
    }
    job.undone(job.ids);
    (job.sent ?? Promise.resolve()).then(() => this.#takeBack(job));
    this.#app.update();
    return true;
  }

  /** Sends what is stuck without waiting any longer. */
  flush() {
    for (const job of this.#jobs) {
      if (job.timer) {
        clearTimeout(job.timer);
        job.timer = null;
        this.#send(job);
      }
    }
  }

  /** Forgets what was not sent: whoever decided it is not here any more. */
  abandon() {
    this.#jobs.forEach((job) => clearTimeout(job.timer));
    this.#jobs.clear();
    this.#done = [];
  }

  /** Gives up on what is stuck; the comments are back in the queue. */
  giveUp() {
    for (const job of [...this.#jobs]) {
      if (job.attempts > 0 && !job.sending) {
        this.#drop(job);
        this.#done = this.#done.filter((other) => other !== job);
        job.undone(job.ids);
      }
    }
    this.#app.update();
  }

  #send(job) {
    job.sending = true;
    job.sent = this.#attempt(job)
      .then((problems) => {
        job.sending = false;
        this.#drop(job);
        if (problems.size > 0) {
          job.ids = job.ids.filter((id) => !problems.has(id));
          if (job.ids.length === 0) {
            this.#done = this.#done.filter((other) => other !== job);
          }
          if (!job.cancelled) {
            job.refused(problems);
          }
        }
      })
      .catch((e) => {
        job.sending = false;
        if (!isPassing(e)) {
          this.#drop(job);
          this.#done = this.#done.filter((other) => other !== job);
          if (!job.cancelled) {
            job.refused(new Map(job.ids.map((id) => [id, e])));
          }
        } else if (job.cancelled) {
          this.#drop(job);
        } else {
          const wait = RETRY_MILLIS[Math.min(job.attempts++, RETRY_MILLIS.length - 1)];
          job.timer = setTimeout(() => {
            job.timer = null;
            this.#send(job);
          }, Math.max(wait, 1_000 * (e.retryAfter ?? 0)));
        }
      })
      .finally(() => this.#app.update());
  }

  /** @returns what is in the way of which comment; empty where all are decided */
  async #attempt(job) {
    const decision = { verdict: job.verdict };
    if (job.reason) {
      decision.reason = job.reason;
    }
    if (job.note) {
      decision.note = job.note;
    }
    const api = this.#app.api;
    if (job.group) {
      const outcome = await api.post(pathTo("v1/groups", job.group, "/decision"), decision);
      return problemsOf(outcome.undecided);
    }
    if (job.ids.length === 1) {
      return this.#attemptOne(job, decision);
    }
    const outcome = await api.post("v1/comments:decide", { ids: job.ids.slice(0, MAX_BULK), ...decision });
    return problemsOf(outcome.undecided);
  }

  async #attemptOne(job, decision) {
    const [id] = job.ids;
    try {
      await this.#app.api.post(pathTo("v1/comments", id, "/decision"), { ...decision, revision: job.revision });
      return new Map();
    } catch (e) {
      if (!(e instanceof Refusal && e.status === 409)) {
        throw e;
      }
      const ruling = await this.lastRuling(id);
      if (job.attempts > 0 && ruling && this.#app.session.isMe(ruling.by)) {
        // An earlier attempt had arrived; only its answer was lost.
        return new Map();
      }
      return new Map([[id, ruling ?? e]]);
    }
  }

  /** Who decided a comment last, and how; null where nobody has. */
  async lastRuling(id) {
    try {
      const { trail } = await this.#app.api.get(pathTo("v1/comments", id, "/review"));
      const latest = trail.filter((entry) => entry.type === "ruled" || entry.type === "undone").at(-1);
      return latest?.type === "ruled" ? { by: latest.by, verdict: latest.details.verdict } : null;
    } catch {
      return null;
    }
  }

  async #takeBack(job) {
    const failed = [];
    for (const id of job.ids) {
      try {
        await this.#app.api.delete(pathTo("v1/comments", id, "/decision"));
      } catch (e) {
        if (!(e instanceof Refusal && e.status === 409 && job.attempts > 0)) {
          failed.push([id, e]);
        }
      }
    }
    if (failed.length > 0) {
      this.#app.notices.failure(failed[0][1]);
      job.redone?.(failed.map(([id]) => id));
    }
    this.#app.update();
  }

  #drop(job) {
    clearTimeout(job.timer);
    job.timer = null;
    this.#jobs.delete(job);
  }
}

/** Whether the same may well work later. */
function isPassing(e) {
  return e instanceof Unreachable || (e instanceof Refusal && (e.status === 503 || e.status === 429 || e.status >= 502));
}

function problemsOf(undecided) {
  return new Map(undecided.map(({ id, message }) => [id, new Error(message)]));
}
