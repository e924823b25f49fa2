/** What of the queue is shown: in the address, in the API's own names. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { LABELS } from "./reasons.js";
import { t } from "../i18n.js";

export const FILTERS = [
  "text", "label", "rule", "minScore", "maxScore", "language", "article", "authorId", "group", "assignee", "claim", "minAgeMinutes", "from", "to",
];

/** Of an address's parameters those that filter. */
export function filtersOf(query) {
  return Object.fromEntries(FILTERS.filter((name) => query[name]).map((name) => [name, query[name]]));
}

/** What is filtered by, each to be taken away. */
export function chips(filters, change) {
  const entries = Object.entries(filters);
  if (entries.length === 0) {
    return nothing;
  }
  return html`<ul class="chips" aria-label=${t("filter.active")}>
    ${entries.map(
      ([name, value]) =>
        html`<li><span>${t(`filter.${name}`)}: <bdi>${shown(name, value)}</bdi></span>
          <button class="quiet" aria-label=${t("filter.remove", { name: t(`filter.${name}`) })}
            @click=${() => change({ ...filters, [name]: "" })}>×</button></li>`,
    )}
    ${entries.length > 1
      ? html`<li><button class="quiet" @click=${() => change({})}>${t("filter.clear")}</button></li>`
      : nothing}
  </ul>`;
}

function shown(name, value) {
  return name === "label" ? t(`label.${value}`) : name === "claim" ? t(`filter.claim.${value}`) : value;
}

/** The panel with all of them. */
export function panel(filters, counts, change) {
  const set = (name) => (event) => change({ ...filters, [name]: event.target.value });
  const choice = (name, values, label) => html`<label>${t(`filter.${name}`)}
    <select @change=${set(name)}>
      <option value="">${t("filter.all")}</option>
      ${values.map((value) => html`<option value=${value} .selected=${filters[name] === value}>${label(value)}</option>`)}
    </select></label>`;
  const field = (name, type, more = {}) => html`<label>${t(`filter.${name}`)}
    <input type=${type} .value=${filters[name] ?? ""} min=${more.min ?? nothing} max=${more.max ?? nothing}
      step=${more.step ?? nothing} maxlength="200" @change=${set(name)}></label>`;
  const withCount = (kind, text) => (value) => `${text(value)}${counts?.[kind]?.[value] ? ` (${counts[kind][value]})` : ""}`;
  const known = (kind, name) => [...new Set([...Object.keys(counts?.[kind] ?? {}), ...(filters[name] ? [filters[name]] : [])])];
  return html`<section class="filters panel" id="filters" aria-label=${t("filter.title")}>
    ${choice("label", LABELS, withCount("labels", (v) => t(`label.${v}`)))}
    ${choice("rule", known("rules", "rule"), withCount("rules", (v) => v))}
    ${choice("language", known("languages", "language"), withCount("languages", (v) => v))}
    ${choice("claim", ["free", "mine"], (v) => t(`filter.claim.${v}`))}
    ${field("minScore", "number", { min: 0, max: 1, step: 0.05 })} ${field("maxScore", "number", { min: 0, max: 1, step: 0.05 })}
    ${field("minAgeMinutes", "number", { min: 0, step: 1 })} ${field("article", "text")} ${field("authorId", "text")}
    ${field("assignee", "text")}
  </section>`;
}
