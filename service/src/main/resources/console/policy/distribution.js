/** A label's scores on this site, with the thresholds on them to be moved, and what that would come to. */
import { html, nothing, svg } from "../vendor/lit/lit-html.js";
import { live } from "../vendor/lit/directives/live.js";
import { number, percent, score, t } from "../i18n.js";

const HEIGHT = 120;
const WIDTH = 500;
const STEP = 0.01;

/** What a threshold would have found of what people decided. */
export function outcome(histogram, threshold) {
  const bins = histogram.approved.length;
  const from = threshold === null ? bins : Math.ceil(threshold * bins - 1e-9);
  const sum = (counts) => counts.slice(from).reduce((all, each) => all + each, 0);
  const all = (counts) => counts.reduce((whole, each) => whole + each, 0);
  const [rejected, approved, undecided] = [histogram.rejected, histogram.approved, histogram.undecided].map(sum);
  const found = rejected + approved + undecided;
  return {
    found,
    share: all(histogram.rejected) + all(histogram.approved) + all(histogram.undecided),
    precision: rejected + approved === 0 ? null : rejected / (rejected + approved),
    recall: all(histogram.rejected) === 0 ? null : rejected / all(histogram.rejected),
  };
}

/** @param change called with hold and reject, each a score or null for never */
export function distribution(label, histogram, thresholds, change, editable) {
  const { hold, reject } = thresholds;
  return html`<div class="distribution">
    ${histogram ? bars(label, histogram, hold, reject) : html`<p class="hint">${t("policy.noScores")}</p>`}
    ${slider("hold", hold, (value) => change({ hold: value, reject: reject !== null && value !== null && reject < value ? value : reject }), editable)}
    ${slider("reject", reject, (value) => change({ reject: value, hold: hold !== null && value !== null && hold > value ? value : hold }), editable)}
    ${histogram
      ? html`<div class="wide" tabindex="0" role="group" aria-label=${t("policy.distribution", { label: t(`label.${label}`) })}><table>
          <thead><tr><th scope="col">${t("policy.ifAt")}</th><th scope="col" class="number">${t("policy.found")}</th>
            <th scope="col" class="number">${t("policy.precision")}</th><th scope="col" class="number">${t("policy.recall")}</th></tr></thead>
          <tbody>${row("hold", histogram, hold)} ${row("reject", histogram, reject)}</tbody>
        </table></div>`
      : nothing}
  </div>`;
}

function row(kind, histogram, threshold) {
  const { found, share, precision, recall } = outcome(histogram, threshold);
  return html`<tr><th scope="row">${t(`policy.${kind}`)} ${threshold === null ? t("policy.never") : score(threshold)}</th>
    <td class="number">${t("policy.of", { count: found, all: number(share) })}</td>
    <td class="number">${precision === null ? "–" : percent(precision)}</td>
    <td class="number">${recall === null ? "–" : percent(recall)}</td></tr>`;
}

function slider(kind, value, change, editable) {
  const id = `slider-${kind}`;
  return html`<div class="slider ${kind}">
    <label for=${id}>${t(`policy.${kind}`)}</label>
    <input id=${id} type="range" min="0" max="1" step=${STEP} .value=${live(String(value ?? 1))} ?disabled=${value === null || !editable}
      aria-valuetext=${value === null ? t("policy.never") : score(value)}
      @input=${(event) => change(Number(event.target.value))}>
    <output for=${id}>${value === null ? t("policy.never") : score(value)}</output>
    <label class="check"><input type="checkbox" .checked=${live(value === null)} ?disabled=${!editable}
      @change=${(event) => change(event.target.checked ? null : 0.95)}><span>${t("policy.never")}</span></label>
  </div>`;
}

/** On a scale of roots, so that the few high scores are seen beside the many low ones. */
function bars(label, histogram, hold, reject) {
  const bins = histogram.approved.length;
  const totals = histogram.approved.map((n, i) => n + histogram.rejected[i] + histogram.undecided[i]);
  const highest = Math.max(1, ...totals);
  const width = WIDTH / bins;
  const at = (value) => value * WIDTH;
  const stacks = totals.map((total, i) => {
    const height = total === 0 ? 0 : Math.max(2, (Math.sqrt(total) / Math.sqrt(highest)) * (HEIGHT - 4));
    const part = (count) => (total === 0 ? 0 : (count / total) * height);
    const [bad, good, open] = [part(histogram.rejected[i]), part(histogram.approved[i]), part(histogram.undecided[i])];
    const x = i * width;
    const bar = (y, h, kind) => (h > 0 ? svg`<rect class=${kind} x=${x + 0.5} y=${y} width=${width - 1} height=${h}></rect>` : nothing);
    return svg`${bar(HEIGHT - bad, bad, "rejected")}${bar(HEIGHT - bad - good, good, "approved")}${bar(HEIGHT - bad - good - open, open, "undecided")}`;
  });
  const line = (value, kind) =>
    value === null ? nothing : svg`<line class=${kind} x1=${at(value)} x2=${at(value)} y1="0" y2=${HEIGHT}></line>`;
  return html`<svg class="bars" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img"
      aria-label=${t("policy.distribution", { label: t(`label.${label}`) })}>
      ${stacks} ${line(hold, "hold")} ${line(reject, "reject")}
    </svg>
    <p class="legend"><span class="rejected">${t("policy.rejected")}</span> <span class="approved">${t("policy.approved")}</span>
      <span class="undecided">${t("policy.undecided")}</span></p>`;
}
