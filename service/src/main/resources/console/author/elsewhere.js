/** What an author wrote on the publisher's other sites. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { t } from "../i18n.js";
import { comment } from "../queue/side.js";

/** @param found the field `elsewhere` of a comment's detail, left out where there is no other site */
export function elsewhere(found) {
  if (!found) {
    return nothing;
  }
  const { matchedBy, sites, comments, missing, more } = found;
  return html`<section aria-labelledby="elsewhere-title">
    <h3 id="elsewhere-title">${t("author.elsewhere")}</h3>
    ${sites.length === 0 && missing.length === 0
      ? html`<p class="hint">${t("author.elsewhereNone")}</p>`
      : html`<p class="hint">${t(`author.elsewhereBy.${matchedBy}`)}</p>`}
    ${sites.length > 0 ? html`<ul class="versions">${sites.map((site) => html`<li>${t("author.elsewhereCounts", site)}</li>`)}</ul>` : nothing}
    ${missing.length > 0 ? html`<p class="problem">${t("author.elsewhereMissing", { sites: missing.join(", ") })}</p>` : nothing}
    ${more ? html`<p class="hint">${t("author.elsewhereMore")}</p>` : nothing}
    ${comments.length > 0
      ? html`<ul class="comments">${comments.map((each) => comment(each, each.site))}</ul>`
      : nothing}
  </section>`;
}
