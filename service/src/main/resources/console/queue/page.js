/** The queue: one comment after the other, decided from the keyboard. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { repeat } from "../vendor/lit/directives/repeat.js";
import { since, t } from "../i18n.js";
import { Claims } from "./claims.js";
import { Details } from "./details.js";
import { card } from "./card.js";
import { chips, filtersOf, panel } from "./filters.js";
import { Queue, PAGE_SIZE } from "./queue.js";
import { REJECT_REASONS } from "./reasons.js";
import { BanDialog, EscalateDialog, NoteDialog, RejectSelectedDialog } from "./dialogs.js";
import { AuthorDrawer } from "../author/drawer.js";
import { side } from "./side.js";

const REFRESH_MILLIS = 400;
const WATCH_MILLIS = 10_000;
const TAKEN_SHOWN_MILLIS = 5_000;
const LOAD_AHEAD = 10;
const MAX_GROUP = 1_000;

export default class QueuePage {
  queue = new Queue();
  counts = null;
  failed = null;
  /** Whether the reasons to reject are being offered. */
  rejecting = false;
  /** Whether the next decision is about all similar comments. */
  wholeGroup = false;
  revealed = null;
  filtersOpen = false;
  /** The label whose contributions are shown, where another than the leading one was picked. */
  label = null;

  #refreshTimer = null;
  #watch = null;
  #unlisten = null;
  #loading = false;
  #again = false;
  #drawnFocus = null;
  #wantsFocus = false;

  constructor(app, query) {
    this.app = app;
    this.filters = filtersOf(query);
    this.details = new Details(app);
    this.claims = new Claims(app, () => this.refresh());
  }

  enter() {
    this.#unlisten = this.app.live.listen((event) => this.#happened(event));
    this.#watch = setInterval(() => this.#look(), WATCH_MILLIS);
    this.#wantsFocus = true;
    this.refresh();
  }

  leave() {
    this.#unlisten?.();
    clearInterval(this.#watch);
    clearTimeout(this.#refreshTimer);
    this.claims.stop();
  }

  /** The address has other filters now. */
  arrive(query) {
    this.filters = filtersOf(query);
    this.#startOver();
  }

  siteChanged() {
    this.#startOver();
  }

  filter(filters) {
    this.filters = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== "" && value != null));
    this.app.router.reflect("queue", this.filters);
    this.#startOver();
  }

  // What the keyboard and the buttons do.

  key(event) {
    const { key } = event;
    if (this.rejecting) {
      return this.#reasonKey(key);
    }
    const commands = {
      j: () => this.move(1),
      ArrowDown: () => this.move(1),
      k: () => this.move(-1),
      ArrowUp: () => this.move(-1),
      a: () => this.decide("approve"),
      r: () => this.startRejecting(),
      s: () => this.decide("reject", "spam"),
      h: () => this.skip(),
      d: () => this.toggleGroup(),
      u: () => this.undo(),
      x: () => this.select(),
      A: () => this.decideSelected("approve"),
      R: () => this.rejectSelected(),
      n: () => this.note(),
      e: () => this.escalate(),
      b: () => this.ban(),
      i: () => this.author(),
      v: () => this.reveal(),
      f: () => this.openFilters(),
      "/": () => this.search(),
    };
    if (!(key in commands) || ((key === "ArrowDown" || key === "ArrowUp") && event.target.closest?.("[role=menu]"))) {
      return false;
    }
    commands[key]();
    this.app.update();
    return true;
  }

  #reasonKey(key) {
    if (key === "Escape") {
      this.stopRejecting();
      return true;
    }
    const picked = REJECT_REASONS.find(([digit]) => digit === key);
    if (picked) {
      this.decide("reject", picked[1]);
      return true;
    }
    if (key === "ArrowDown" || key === "ArrowUp") {
      const buttons = [...document.querySelectorAll(".reasons-menu button")];
      const index = buttons.indexOf(document.activeElement) + (key === "ArrowDown" ? 1 : -1);
      buttons.at(index % buttons.length)?.focus();
      return true;
    }
    return key.length === 1 && key !== " ";
  }

  move(by) {
    this.rejecting = false;
    this.wholeGroup = false;
    this.label = null;
    this.queue.move(by);
    this.#wantsFocus = true;
    this.#sayWhere();
    this.#ahead();
  }

  focus(id) {
    if (this.queue.focusId !== id) {
      this.queue.focusId = id;
      this.rejecting = false;
      this.wholeGroup = false;
      this.label = null;
      this.app.update();
    }
  }

  /** Back to the cards, from a field. */
  refocus() {
    this.#wantsFocus = true;
    this.app.update();
  }

  startRejecting() {
    if (this.#canDecide()) {
      this.rejecting = true;
      this.#focusMenu = true;
      this.app.update();
    }
  }

  #focusMenu = false;

  stopRejecting() {
    this.rejecting = false;
    this.#wantsFocus = true;
    this.app.update();
  }

  decide(verdict, reason, note) {
    const focused = this.queue.focused;
    if (!this.#canDecide()) {
      return;
    }
    this.rejecting = false;
    if (this.wholeGroup && focused.waitingInGroup > 1) {
      this.#decideGroup(focused, verdict, reason);
      return;
    }
    this.#send({ ids: [focused.id], verdict, reason, note, revision: focused.comment.judgement.revision });
  }

  decideSelected(verdict, reason) {
    const ids = this.queue.cards.filter((each) => this.queue.selected.has(each.id) && !each.taken).map((each) => each.id);
    if (ids.length === 0 || !this.#may()) {
      if (ids.length === 0) {
        this.app.notices.info(t("queue.nothingSelected"));
      }
      return;
    }
    this.#send({ ids, verdict, reason });
  }

  rejectSelected() {
    if (this.queue.selected.size === 0) {
      this.app.notices.info(t("queue.nothingSelected"));
    } else if (this.#may()) {
      this.app.open(new RejectSelectedDialog(this.app, this));
    }
  }

  async #decideGroup(focused, verdict, reason) {
    this.wholeGroup = false;
    try {
      const ids = await this.#idsOfGroup(focused);
      this.#send({ ids, verdict, reason, group: focused.group });
    } catch (e) {
      this.app.notices.failure(e);
    }
  }

  /** All of the group, so that they can be taken back one by one. */
  async #idsOfGroup(focused) {
    const ids = [];
    let cursor;
    do {
      const page = await this.app.api.get("v1/queue", { group: focused.group, limit: 100, cursor });
      ids.push(...page.entries.map((entry) => entry.id));
      cursor = page.next;
    } while (cursor && ids.length < MAX_GROUP);
    return ids;
  }

  #send(job) {
    const removed = this.queue.remove(job.ids);
    job.ids.forEach((id) => this.claims.forget(id));
    this.wholeGroup = false;
    this.label = null;
    this.#wantsFocus = true;
    this.app.outbox.decide({
      ...job,
      refused: (problems) => this.#rolledBack(removed, problems),
      undone: (ids) => {
        this.queue.restore(removed.filter(({ card: each }) => ids.includes(each.id)));
        this.#wantsFocus = true;
        this.app.announce(t("undo.undone", { count: ids.length }));
      },
      redone: (ids) => {
        this.queue.remove(ids);
        this.refreshSoon();
      },
    });
    this.#countDown(job.ids.length);
    this.app.announce(t(job.verdict === "approve" ? "undo.approved" : "undo.rejected", {
      count: job.ids.length,
      reason: job.reason ? t(`reason.${job.reason}`) : "",
    }));
    this.#ahead();
    this.app.update();
  }

  /** The service did not take a decision: the cards are back, and say what happened. */
  #rolledBack(removed, problems) {
    const back = removed.filter(({ card: each }) => problems.has(each.id));
    const focus = this.queue.focusId;
    this.queue.restore(back);
    for (const { card: each } of back) {
      const problem = problems.get(each.id);
      this.details.forget(each.id);
      if (problem.by) {
        this.queue.taken(each.id, problem.by, problem.verdict);
      } else {
        each.refused = problem.message;
      }
    }
    const first = problems.values().next().value;
    this.app.notices.warning(
      first.by
        ? t("queue.faster", { name: nameOf(first.by), verdict: t(`verdict.${first.verdict}`) })
        : t("queue.refused", { message: first.message }),
    );
    // The hands are already at another card: they stay there, unless there is none.
    this.queue.focusId = focus ?? this.queue.focusId;
    this.#wantsFocus = true;
    this.refreshSoon();
    setTimeout(() => this.#sweep(), TAKEN_SHOWN_MILLIS + 100);
  }

  undo() {
    if (!this.app.outbox.undo()) {
      this.app.notices.info(t("undo.nothing"));
    }
  }

  skip() {
    this.rejecting = false;
    this.queue.skip();
    this.#wantsFocus = true;
    this.#sayWhere();
    this.#ahead();
  }

  select(id = this.queue.focusId) {
    const { selected } = this.queue;
    if (id !== null && !selected.delete(id)) {
      selected.add(id);
    }
    this.app.announce(t("queue.selected", { count: selected.size }));
    this.app.update();
  }

  toggleGroup() {
    this.wholeGroup = !this.wholeGroup && (this.queue.focused?.waitingInGroup ?? 0) > 1;
    this.app.update();
  }

  reveal() {
    this.revealed = this.revealed === this.queue.focusId ? null : this.queue.focusId;
    this.app.update();
  }

  note() {
    if (this.queue.focused && this.#may()) {
      this.app.open(new NoteDialog(this.app, this.queue.focused, () => this.details.forget(this.queue.focusId)));
    }
  }

  escalate() {
    if (this.#canDecide()) {
      this.app.open(new EscalateDialog(this.app, this.queue.focused, () => this.refresh()));
    }
  }

  ban() {
    if (this.queue.focused && this.#may()) {
      this.app.open(new BanDialog(this.app, this.queue.focused, this.#listed(this.queue.focusId)));
    }
  }

  author() {
    const { focused } = this.queue;
    if (focused) {
      this.app.open(new AuthorDrawer(this.app, focused.id, this.#listed(focused.id)));
    }
  }

  /** After an author was put on a list: what was rejected by that is gone, and the work goes on. */
  #listed(id) {
    return (stored) => {
      if (stored?.rejected > 0) {
        this.queue.remove([id]);
        this.#wantsFocus = true;
      }
      this.refresh();
    };
  }

  openFilters() {
    this.filtersOpen = !this.filtersOpen;
    this.#focusFilters = this.filtersOpen;
    this.app.update();
  }

  #focusFilters = false;

  search() {
    document.getElementById("search")?.select();
    document.getElementById("search")?.focus();
  }

  /** Whether decisions may be made on the focused card; says why not. */
  #canDecide() {
    const { focused } = this.queue;
    if (!focused || !this.#may()) {
      return false;
    }
    if (focused.taken) {
      this.app.notices.info(t("queue.alreadyTaken"));
      this.move(1);
      return false;
    }
    return true;
  }

  #may() {
    if (!this.app.session.may("moderator")) {
      this.app.notices.info(t("notice.forbidden"));
      return false;
    }
    return true;
  }

  // What the service tells.

  async refresh() {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = null;
    if (this.#loading) {
      this.#again = true;
      return;
    }
    this.#loading = true;
    const { filters } = this;
    try {
      const [page, counts] = await Promise.all([
        this.app.api.get("v1/queue", { ...filters, limit: PAGE_SIZE }),
        this.app.api.get("v1/queue/counts"),
      ]);
      if (filters === this.filters) {
        this.queue.merge(page, (id) => this.app.outbox.has(id));
        this.counts = counts;
        this.failed = null;
        this.#ahead();
      }
    } catch (e) {
      this.failed = e;
      if (!this.queue.loaded) {
        this.app.notices.failure(e);
      }
    }
    this.#loading = false;
    if (this.#again) {
      this.#again = false;
      this.refreshSoon();
    }
    this.app.update();
  }

  refreshSoon() {
    this.#refreshTimer ??= setTimeout(() => this.refresh(), REFRESH_MILLIS);
  }

  #happened(event) {
    if (event === null) {
      this.refreshSoon();
      return;
    }
    const mine = event.by.kind !== "reader" && this.app.session.isMe(`${event.by.kind}:${event.by.name ?? ""}`);
    if (event.type === "comment.decided") {
      if (!mine && this.queue.taken(event.comment, event.by.name ?? "", event.verdict)) {
        setTimeout(() => this.#sweep(), TAKEN_SHOWN_MILLIS + 100);
        this.app.update();
      }
    } else if (event.type === "comment.undone" || event.type === "comment.reopened") {
      this.queue.settled(event.comment);
    } else if (event.type === "comment.judged" && event.verdict !== "hold" && !this.queue.isShown(event.comment)) {
      return;
    }
    this.details.forget(event.comment);
    this.refreshSoon();
  }

  /** Who is at what by now: claims are not told as events. */
  #look() {
    this.#sweep();
    if (!document.hidden && !this.app.dialog && this.app.live.state === "live") {
      this.refresh();
    }
  }

  #sweep() {
    if (this.queue.sweep(TAKEN_SHOWN_MILLIS)) {
      this.app.update();
    }
  }

  /** Fetches what is likely to be wanted next. */
  #ahead() {
    const index = this.queue.focusIndex;
    if (index >= 0) {
      this.details.want(this.queue.cards.slice(index, index + 3).map((each) => each.id));
    }
    if (this.queue.next && this.queue.cards.length - index < LOAD_AHEAD && !this.#loadingMore) {
      this.#more();
    }
  }

  #loadingMore = false;

  async #more() {
    this.#loadingMore = true;
    const { filters } = this;
    try {
      const page = await this.app.api.get("v1/queue", { ...filters, limit: PAGE_SIZE, cursor: this.queue.next });
      if (filters === this.filters) {
        this.queue.append(page, (id) => this.app.outbox.has(id));
      }
    } catch (e) {
      this.app.notices.failure(e);
    }
    this.#loadingMore = false;
    this.app.update();
  }

  #startOver() {
    this.queue.clear();
    this.counts = null;
    this.rejecting = false;
    this.#loading = false;
    this.refresh();
    this.app.update();
  }

  #countDown(by) {
    if (this.counts) {
      this.counts.waiting = Math.max(0, this.counts.waiting - by);
    }
  }

  #sayWhere() {
    const { focused } = this.queue;
    if (focused?.taken) {
      this.app.announce(t("queue.alreadyTaken"));
    }
  }

  // The page.

  render() {
    return html`
      <h1 class="unseen">${t("nav.queue")}</h1>
      ${this.#toolbar()}
      ${this.filtersOpen ? panel(this.filters, this.counts, (filters) => this.filter(filters)) : nothing}
      ${chips(this.filters, (filters) => this.filter(filters))}
      ${this.queue.cards.length === 0 ? this.#nothing() : this.#cards()}
    `;
  }

  #toolbar() {
    const search = (event) => {
      event.preventDefault();
      this.filter({ ...this.filters, text: event.target.elements.text.value.trim() });
      this.refocus();
    };
    const { selected } = this.queue;
    const counts = this.counts;
    return html`<div class="toolbar">
      <p class="counts">
        ${counts
          ? html`<strong>${t("queue.waiting", { count: counts.waiting })}</strong>
              ${counts.oldest && counts.waiting > 0 ? html`<span>${t("queue.oldest", { since: since(counts.oldest) })}</span>` : nothing}
              ${counts.claimed > 0 ? html`<span>${t("queue.claimed", { count: counts.claimed })}</span>` : nothing}`
          : html`<span>${this.failed ? t("notice.unreachable") : t("loading")}</span>`}
      </p>
      ${selected.size > 0
        ? html`<div class="bulk" role="group" aria-label=${t("queue.bulk")}>
            <span>${t("queue.selected", { count: selected.size })}</span>
            <button class="approve" @click=${() => this.decideSelected("approve")}>${t("act.approve")} <kbd>⇧A</kbd></button>
            <button class="reject" @click=${() => this.rejectSelected()}>${t("act.reject")} <kbd>⇧R</kbd></button>
            <button class="quiet" @click=${() => (selected.clear(), this.app.update())}>${t("queue.selectNone")}</button>
          </div>`
        : nothing}
      <form class="search" role="search" @submit=${search}>
        <label class="unseen" for="search">${t("queue.search")}</label>
        <input id="search" name="text" type="search" maxlength="200" placeholder="${t("queue.search")}  /"
          .value=${this.filters.text ?? ""} @search=${(e) => e.target.value === "" && this.filters.text && this.filter({ ...this.filters, text: "" })}>
        <button type="button" aria-expanded=${this.filtersOpen} aria-controls="filters"
          @click=${() => this.openFilters()}>${t("filter.title")} <kbd>f</kbd></button>
      </form>
    </div>`;
  }

  #nothing() {
    if (!this.queue.loaded) {
      return html`<p class="empty" aria-busy="true">${this.failed ? t("queue.cannotLoad") : t("loading")}
        ${this.failed ? html`<button @click=${() => this.refresh()}>${t("retry")}</button>` : nothing}</p>`;
    }
    return Object.keys(this.filters).length > 0
      ? html`<p class="empty">${t("queue.noMatch")} <button @click=${() => this.filter({})}>${t("filter.clear")}</button></p>`
      : html`<div class="empty done"><p>${t("queue.empty")}</p><p class="hint">${t("queue.emptyHint")}</p></div>`;
  }

  #cards() {
    const { queue } = this;
    return html`<div class="desk">
      <div class="feed" role="feed" aria-label=${t("nav.queue")} aria-busy=${this.#loading}>
        ${repeat(
          queue.cards,
          (each) => each.id,
          (each, index) => card(this, each, index),
        )}
        ${queue.next ? html`<p class="hint more">${t("queue.more")}</p>` : nothing}
      </div>
      ${side(this)}
    </div>`;
  }

  /** After the page was drawn: the browser's focus follows ours. */
  drawn() {
    if (this.#focusFilters) {
      this.#focusFilters = false;
      document.querySelector("#filters select")?.focus();
    } else if (this.#focusMenu) {
      this.#focusMenu = false;
      document.querySelector(".reasons-menu [data-likely]")?.focus();
    } else if (this.#wantsFocus && !this.app.dialog && this.queue.focused) {
      this.#wantsFocus = false;
      const element = document.getElementById(cardId(this.queue.focusId));
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest" });
    }
    if (this.#drawnFocus !== this.queue.focusId) {
      this.#drawnFocus = this.queue.focusId;
      const { focused } = this.queue;
      this.claims.follow(focused && !focused.taken ? focused.id : null);
    }
  }
}

export function cardId(id) {
  return `card-${encodeURIComponent(id)}`;
}

export function nameOf(actor) {
  return actor.slice(actor.indexOf(":") + 1);
}

