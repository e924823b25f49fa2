/** Beside the cards: what helps to decide the one in focus. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { dateTime, number, score, t } from "../i18n.js";
import { plain, words } from "../text.js";
import { LABELS } from "./reasons.js";
import { nameOf } from "./page.js";
import { shownLabel } from "./card.js";

const SHOWN_COMMENTS = 6;
const SHOWN_DECIDED = 3;

export function side(page) {
  const entry = page.queue.focused;
  if (!entry) {
    return nothing;
  }
  const detail = page.details.of(entry.id);
  return html`<aside class="side" aria-label=${t("side.region")}>
    ${similar(detail)} ${author(page, entry, detail)} ${scores(page, entry, detail)} ${contributions(page, entry, detail)} ${trail(detail)}
  </aside>`;
}

/** Those like it that are decided already: a decision about all similar ones is not about these. */
function similar(detail) {
  const decided = detail?.similarDecided ?? [];
  if (decided.length === 0) {
    return nothing;
  }
  const said = ({ verdict, decidedBy }) =>
    decidedBy === "pipeline:pipeline"
      ? t("side.decidedByService", { verdict: t(`verdict.${verdict}`) })
      : t("side.decided", { verdict: t(`verdict.${verdict}`), name: nameOf(decidedBy) });
  return html`<section class="decided">
    <details ?open=${decided.length <= SHOWN_DECIDED}>
      <summary><h2>${t("side.similar", { count: decided.length })}</h2></summary>
      <p class="hint">${t("side.similarHint")}</p>
      <ul class="comments">${decided.map(
        (each) => html`<li class=${each.verdict}>
          <span class="badge ${each.verdict}">${words(said(each), 120)}</span>
          <time datetime=${each.decidedAt}>${dateTime(each.decidedAt)}</time>
          <p dir="auto" class="excerpt">${plain(each.text.slice(0, 280))}</p>
        </li>`,
      )}</ul>
    </details>
  </section>`;
}

function author(page, entry, detail) {
  const others = detail?.byAuthor ?? [];
  const count = (verdict) => others.filter((each) => each.verdict === verdict).length;
  const { author: who } = entry.comment;
  return html`<section>
    <h2>${t("side.author")}</h2>
    <p class="who">${who.name ? words(who.name, 80) : t("card.anonymous")}
      ${who.id ? html`<span class="id">${words(who.id, 60)}</span>` : nothing}</p>
    ${who.url ? html`<p class="id">${words(who.url, 80)}</p>` : nothing}
    ${detail === null
      ? html`<p class="hint">${t("loading")}</p>`
      : others.length === 0
        ? html`<p class="hint">${t("side.firstComment")}</p>`
        : html`<p class="history">
              <span class="approve">${t("side.approved", { count: count("approve") })}</span>
              <span class="reject">${t("side.rejected", { count: count("reject") })}</span>
              <span class="hold">${t("side.held", { count: count("hold") })}</span>
            </p>
            <ul class="comments">
              ${others.slice(0, SHOWN_COMMENTS).map((each) => comment(each))}
            </ul>
            <button class="quiet" @click=${() => page.author()}>${t("side.allOfAuthor")} <kbd>i</kbd></button>`}
  </section>`;
}

/** One of an author's comments, in a line or two; with its site where that is another. */
export function comment(each, site = null) {
  return html`<li class=${each.verdict}>
    <span class="badge ${each.verdict}">${t(`verdict.${each.verdict}`)}</span>
    <time datetime=${each.recordedAt}>${dateTime(each.recordedAt)}</time>
    ${site ? html`<span class="id">${site}</span>` : nothing}
    <p dir="auto" class="excerpt">${plain(each.text.slice(0, 280))}</p>
  </li>`;
}

function scores(page, entry, detail) {
  const known = entry.comment.judgement.scores;
  if (!known) {
    return nothing;
  }
  const shown = shownLabel(page, entry);
  return html`<section>
    <h2>${t("side.scores")}</h2>
    <table class="scores">
      <thead><tr><th scope="col">${t("side.label")}</th><th scope="col">${t("side.score")}</th><th scope="col">${t("side.holdsAt")}</th></tr></thead>
      <tbody>
        ${LABELS.filter((label) => known[label] !== null).map((label) => {
          const hold = detail?.thresholds?.[label]?.hold;
          const over = hold != null && known[label] >= hold;
          return html`<tr class=${over ? "over" : ""}>
            <th scope="row"><button class="quiet" aria-pressed=${label === shown}
              @click=${() => ((page.label = label), page.app.update())}>${t(`label.${label}`)}</button></th>
            <td><meter min="0" max="1" low="0" optimum="0" high=${hold ?? 1} value=${known[label]} aria-hidden="true"></meter> ${score(known[label])}</td>
            <td>${hold == null ? "–" : score(hold)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </section>`;
}

/** The same as the shades in the text, as a list. */
function contributions(page, entry, detail) {
  const label = shownLabel(page, entry);
  const found = detail?.contributions?.find((each) => each.label === label);
  if (!found) {
    return nothing;
  }
  const { text } = entry.comment;
  const weight = (value) => number(value, { signDisplay: "always", minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return html`<section>
    <details>
      <summary><h2>${t("side.whatAdds", { label: t(`label.${label}`) })}</h2></summary>
      <ul class="parts">
        ${found.parts.slice(0, 12).map(
          (part) => html`<li><span>${part.feature ? plain(part.feature) : words(text.slice(part.start, part.end), 60)}</span>
            <span class="weight">${weight(part.weight)}</span></li>`,
        )}
        <li class="rest"><span>${t("side.rest")}</span><span class="weight">${weight(found.rest + found.bias)}</span></li>
      </ul>
    </details>
  </section>`;
}

function trail(detail) {
  if (!detail || detail.trail.length === 0) {
    return nothing;
  }
  return html`<section>
    <details>
      <summary><h2>${t("side.trail")}</h2></summary>
      <ol class="trail">${detail.trail.map((entry) => trailEntry(entry))}</ol>
    </details>
  </section>`;
}

export function trailEntry(entry) {
  const { verdict, reason, note } = entry.details;
  return html`<li>
    <time datetime=${entry.at}>${dateTime(entry.at)}</time>
    <strong>${t(`trail.${entry.type}`)}</strong> ${words(nameOf(entry.by), 60)}
    ${verdict && entry.type !== "decided" ? html`<span class="badge ${verdict}">${t(`verdict.${verdict}`)}</span>` : nothing}
    ${reason ? html`<span>${t(`reason.${reason}`)}</span>` : nothing}
    ${note ? html`<q dir="auto">${plain(note)}</q>` : nothing}
  </li>`;
}
