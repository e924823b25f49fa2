/** One comment that waits. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { number, since, t } from "../i18n.js";
import { marked, plain, webAddress, words } from "../text.js";
import { leading, likelyReason, REJECT_REASONS, sentence } from "./reasons.js";
import { cardId, nameOf } from "./page.js";

/** Labels whose words some moderators would rather not read. */
const SLURS = new Set(["profanity", "identity_attack", "sexually_explicit", "severe_toxicity", "insult", "toxicity"]);

export function card(page, entry, index) {
  const focused = entry.id === page.queue.focusId;
  const selected = page.queue.selected.has(entry.id);
  const id = cardId(entry.id);
  const classes = ["card", focused && "focused", selected && "selected", entry.taken && "taken", page.revealed === entry.id && "revealed"];
  return html`<article
    id=${id}
    class=${classes.filter(Boolean).join(" ")}
    tabindex=${focused ? "0" : "-1"}
    aria-posinset=${index + 1}
    aria-setsize=${page.queue.next ? -1 : page.queue.cards.length}
    aria-labelledby="${id}-who"
    aria-describedby="${id}-text"
    @focusin=${() => page.focus(entry.id)}
    @click=${() => page.focus(entry.id)}
  >
    ${head(page, entry, id, selected)} ${state(page, entry)} ${parent(entry.comment.parent)}
    <div id="${id}-text" class="text" dir="auto">${text(page, entry, focused)}</div>
    ${focused ? normalized(page, entry) : nothing} ${reasons(page, entry, focused)}
    ${focused && !entry.taken ? actions(page, entry) : nothing}
  </article>`;
}

function head(page, entry, id, selected) {
  const { author, article } = entry.comment;
  return html`<header id="${id}-who">
    <input type="checkbox" tabindex="-1" .checked=${selected} aria-label=${t("queue.select")}
      @click=${(e) => e.stopPropagation()} @change=${() => page.select(entry.id)}>
    <span class="author">${author.name ? words(author.name, 80) : author.id ? words(author.id, 80) : t("card.anonymous")}</span>
    ${articleOf(article)}
    <time datetime=${entry.arrivedAt} title=${entry.arrivedAt}>${t("card.waits", { since: since(entry.arrivedAt) })}</time>
    ${entry.waitingInGroup > 1
      ? html`<span class="badge group">${t("card.similar", { count: entry.waitingInGroup - 1 })}</span>`
      : nothing}
    ${entry.reports > 0 ? html`<span class="badge reports">${t("card.reports", { count: entry.reports })}</span>` : nothing}
    ${entry.assignee ? html`<span class="badge">${t("card.assigned", { name: entry.assignee })}</span>` : nothing}
  </header>`;
}

function articleOf(article) {
  const title = article.title || article.url || article.id;
  if (!title) {
    return nothing;
  }
  const href = article.url ? webAddress(article.url) : null;
  return html`<span class="article">${t("card.under")}
    ${href
      ? html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow" tabindex="-1">${words(title, 120)}</a>`
      : words(title, 120)}</span>`;
}

/** Who else is at it, what became of it, what was refused. */
function state(page, entry) {
  if (entry.taken) {
    return html`<p class="state taken">${entry.taken.by
      ? t("card.takenBy", { name: nameOf(entry.taken.by), verdict: t(`verdict.${entry.taken.verdict}`) })
      : t("card.gone")}</p>`;
  }
  const mine = entry.lease && page.app.session.isMe(entry.lease.holder);
  return html`${entry.lease && !mine
    ? html`<p class="state claimed">${t("card.claimed", { name: nameOf(entry.lease.holder) })}</p>`
    : nothing}
  ${entry.refused ? html`<p class="state refused">${t("queue.refused", { message: entry.refused })}</p>` : nothing}`;
}

function parent(of) {
  return of.text
    ? html`<blockquote class="parent" dir="auto"><span class="unseen">${t("card.answers")} </span>${plain(cut(of.text, 400))}</blockquote>`
    : nothing;
}

function cut(text, max) {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

function text(page, entry, focused) {
  const { comment } = entry;
  const masks = page.app.preferences.get("maskSlurs") && page.revealed !== entry.id;
  return marked(comment.text, marks(page, entry, focused), focused ? tip : null, masks && isAboutSlurs(page, entry));
}

function isAboutSlurs(page, entry) {
  const label = shownLabel(page, entry);
  return label === null || SLURS.has(label);
}

function tip(weight, spans) {
  const read = spans.find((span) => span.normalized)?.normalized;
  const sum = number(weight, { signDisplay: "always", minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return read ? t("card.tipRead", { weight: sum, read }) : t("card.tip", { weight: sum });
}

/** The label whose words are shaded. */
export function shownLabel(page, entry) {
  return page.label ?? leading(entry.comment.judgement.reasons)?.label ?? null;
}

/** With the details there: what each word truly adds; before: the words that the reasons name. */
function marks(page, entry, focused) {
  const { comment } = entry;
  const label = shownLabel(page, entry);
  const contributions = focused ? page.details.of(entry.id)?.contributions : null;
  const listed = contributions?.find((each) => each.label === label)?.parts ?? null;
  const ruled = comment.judgement.reasons
    .filter((reason) => !listed || reason.label === undefined)
    .flatMap((reason) => reason.matches)
    .filter((match) => match.field === undefined)
    .map((match) => ({ start: match.start, end: match.end, weight: null }));
  const weighed = (listed ?? []).filter((part) => part.end - part.start < comment.text.length || comment.text.length < 12);
  // Where both mark a word, what it adds says more.
  const unweighed = ruled.filter((mark) => !weighed.some((part) => part.start < mark.end && mark.start < part.end));
  return [...weighed, ...unweighed];
}

function normalized(page, entry) {
  const form = page.details.of(entry.id)?.normalized;
  return form && differs(form, entry.comment.text)
    ? html`<p class="normalized" dir="auto"><span class="label">${t("card.readAs")}</span> ${plain(cut(form, 1_000))}</p>`
    : nothing;
}

/** Small letters and white space alone are no disguise. */
function differs(form, text) {
  const same = (s) => s.toLowerCase().replace(/[\s\p{P}]+/gu, " ").trim();
  return same(form) !== same(text);
}

function reasons(page, entry, focused) {
  const { judgement } = entry.comment;
  const label = shownLabel(page, entry);
  return html`<ul class="reasons" aria-label=${t("card.why")}>
    ${judgement.reasons.map((reason) => {
      const kind = [reason.verdict ?? "note", reason.shadow && "shadow"].filter(Boolean).join(" ");
      const pickable = focused && reason.label !== undefined;
      const said = html`${sentence(reason)}${reason.shadow ? ` ${t("card.shadow")}` : ""}${reason.features?.length
        ? html`<span class="features"> — ${plain(reason.features.join(", "))}</span>`
        : nothing}`;
      return html`<li class=${kind}>
        ${pickable
          ? html`<button class="quiet" tabindex="-1" aria-pressed=${label === reason.label}
              @click=${() => ((page.label = reason.label), page.app.update())}>${said}</button>`
          : said}
        ${focused ? fields(reason) : nothing}
      </li>`;
    })}
    ${judgement.reasons.length === 0 ? html`<li class="note">${t(judgement.blind ? "card.blind" : "card.noReason")}</li>` : nothing}
  </ul>`;
}

/** Matches outside the text, such as in the author's name. */
function fields(reason) {
  const elsewhere = reason.matches.filter((match) => match.field !== undefined);
  return elsewhere.map((match) => html`<span class="elsewhere">${t(`field.${match.field}`)}: ${words(match.text, 60)}</span>`);
}

function actions(page, entry) {
  if (!page.app.session.may("moderator")) {
    return nothing;
  }
  const all = page.wholeGroup && entry.waitingInGroup > 1;
  const count = entry.waitingInGroup;
  return html`<div class="actions" role="group" aria-label=${t("act.region")}>
    <button class="approve" @click=${() => page.decide("approve")}>${all ? t("act.approveAll", { count }) : t("act.approve")} <kbd>a</kbd></button>
    <button class="reject" aria-haspopup="menu" aria-expanded=${page.rejecting}
      @click=${() => page.startRejecting()}>${all ? t("act.rejectAll", { count }) : t("act.reject")} <kbd>r</kbd></button>
    <button class="reject" @click=${() => page.decide("reject", "spam")}>${t("act.spam")} <kbd>s</kbd></button>
    ${count > 1
      ? html`<button aria-pressed=${all} @click=${() => page.toggleGroup()}>${t("act.group", { count })} <kbd>d</kbd></button>`
      : nothing}
    <span class="minor">
      <button class="quiet" @click=${() => (page.skip(), page.app.update())}>${t("act.skip")} <kbd>h</kbd></button>
      <button class="quiet" @click=${() => page.escalate()}>${t("act.escalate")} <kbd>e</kbd></button>
      <button class="quiet" @click=${() => page.note()}>${t("act.note")} <kbd>n</kbd></button>
      <button class="quiet" @click=${() => page.author()}>${t("act.author")} <kbd>i</kbd></button>
      <button class="quiet" @click=${() => page.ban()}>${t("act.ban")} <kbd>b</kbd></button>
    </span>
    ${page.rejecting ? menu(page, entry) : nothing}
  </div>`;
}

function menu(page, entry) {
  const likely = likelyReason(entry.comment.judgement);
  return html`<div class="reasons-menu" role="menu" aria-label=${t("act.rejectAs")}>
    ${REJECT_REASONS.map(
      ([key, reason]) =>
        html`<button role="menuitem" ?data-likely=${reason === likely} class=${reason === likely ? "likely" : ""}
          @click=${(e) => (e.stopPropagation(), page.decide("reject", reason))}><kbd>${key}</kbd> ${t(`reason.${reason}`)}</button>`,
    )}
  </div>`;
}

