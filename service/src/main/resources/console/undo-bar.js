/** What was decided last, and how long it can still be taken back. */
import { html, nothing } from "./vendor/lit/lit-html.js";
import { countdown, t } from "./i18n.js";

let ticking = null;

export function undoBar(app) {
  const { undoable } = app.outbox;
  const latest = undoable.at(-1);
  if (!latest) {
    clearInterval(ticking);
    ticking = null;
    return nothing;
  }
  ticking ??= setInterval(() => app.update(), 1_000);
  return html`<aside class="undo" aria-label=${t("undo.region")}>
    <span class="what ${latest.verdict}">${told(latest)}</span>
    ${undoable.length > 1 ? html`<span class="more">${t("undo.more", { count: undoable.length - 1 })}</span>` : nothing}
    <button @click=${() => app.outbox.undo()}>${t("undo.undo")} <kbd>u</kbd></button>
    <span class="left" aria-hidden="true">${countdown(app.outbox.undoLeft)}</span>
  </aside>`;
}

/** What a decision was, in a few words. */
export function told(job) {
  const count = job.ids.length;
  return job.verdict === "approve"
    ? t("undo.approved", { count })
    : t("undo.rejected", { count, reason: t(`reason.${job.reason}`) });
}
