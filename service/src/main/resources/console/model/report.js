/** The trainer's own report on the model, table by table. Other trainers may leave parts out: what is not there is not shown. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { has, number, percent, t } from "../i18n.js";
import { saveFile } from "../saved-file.js";

export class Report {
  #report;
  #data;
  #update;

  /**
   * @param report as GET /v1/model/evaluation answers it
   * @param update draws the page anew
   */
  constructor(report, update) {
    this.#report = report;
    this.#update = update;
    const known = datasets(report);
    this.#data = known.includes(report.headlines?.[0]) ? report.headlines[0] : known[0];
  }

  render() {
    const report = this.#report;
    const known = datasets(report);
    return html`<section class="panel report">
      <div class="head">
        <h2>${t("report.title")}</h2>
        <button type="button" @click=${() => saveFile(`${report.model}.json`, [JSON.stringify(report, null, 2)], "application/json")}>
          ${t("report.download")}
        </button>
      </div>
      ${known.length === 0 ? nothing : html`<label>${t("model.dataset")}
        <select id="report-data" @change=${(e) => ((this.#data = e.target.value), this.#update())}>
          ${known.map((name) => html`<option .selected=${name === this.#data} value=${name}>${name}</option>`)}
        </select></label>`}
      ${this.#figures()}
      ${this.#thresholds()}
      ${(report.robustness ?? []).slice(0, 1).map(robustness)}
      ${(report.functional ?? []).slice(0, 1).map(functional)}
      ${(report.bias ?? []).map(bias)}
    </section>`;
  }

  #figures() {
    const rows = (this.#report.figures ?? []).filter((figure) => figure.dataset === this.#data);
    return table(t("report.figures"), "", [
      ["side.label", "text"], ["report.rows", "text"], ["report.comments"], ["report.positives"],
      ["figure.rocAuc"], ["figure.prAuc"], ["figure.ece"],
    ], rows.map((row) => [
      labelName(row.label), row.rows, number(row.comments), number(row.positives),
      ...["rocAuc", "prAuc", "calibrationError"].map((name) => within(row[name], row.intervals?.[name], precise)),
    ]), true);
  }

  #thresholds() {
    const rows = (this.#report.thresholds ?? []).filter((row) => row.dataset === this.#data);
    return table(t("report.thresholds"), t("report.thresholdsWhy"), [
      ["side.label", "text"], ["report.wanted"], ["report.threshold"], ["report.precision"], ["report.recall"],
    ], rows.map((row) => [
      labelName(row.label), share(row.targetPrecision), precise(row.threshold),
      within(row.precision, row.precisionInterval, share), within(row.recall, row.recallInterval, share),
    ]));
  }
}

function robustness({ targetPrecision, results }) {
  return table(t("report.robustness"), t("report.robustnessWhy", { precision: share(targetPrecision) }), [
    ["report.disguise", "text"], ["report.kept"], ["report.falsePositives"],
  ], (results?.rows ?? []).map((row) => [row.perturbation, share(row.recallKept), percent(row.falsePositives, 2)]));
}

function functional({ results }) {
  return table(t("report.functional"), t("report.functionalWhy", { cases: results?.cases ?? 0, accuracy: share(results?.accuracy) }), [
    ["report.what", "text"], ["side.label", "text"], ["report.right"],
  ], (results?.byFunctionality ?? []).map((row) => [
    row.name.replaceAll("_", " "), labelName(row.label),
    `${number(row.positiveRight + row.negativeRight)} / ${number(row.positive + row.negative)}`,
  ]));
}

function bias({ dataset, overall, rows }) {
  return table(`${t("report.bias")}: ${dataset}`, t("report.biasWhy", { overall: precise(overall) }), [
    ["report.identity", "text"], ["report.subgroup"], ["report.bpsn"], ["report.bnsp"],
  ], rows.map((row) => [row.identity, precise(row.subgroup), precise(row.bpsn), precise(row.bnsp)]));
}

/** @param columns names of messages, "text" beside those that are no numbers */
function table(title, why, columns, rows, open = false) {
  return rows.length === 0 ? nothing : html`<details ?open=${open}>
    <summary>${title}</summary>
    ${why ? html`<p class="hint">${why}</p>` : nothing}
    <div class="wide" tabindex="0" role="group" aria-label=${title}><table>
      <thead><tr>${columns.map(([name, kind]) => html`<th scope="col" class=${kind ?? "number"}>${t(name)}</th>`)}</tr></thead>
      <tbody>${rows.map(([first, ...others]) => html`<tr><th scope="row">${first}</th>
        ${others.map((cell, i) => html`<td class=${columns[i + 1][1] ?? "number"}>${cell}</td>`)}</tr>`)}</tbody>
    </table></div>
  </details>`;
}

function datasets(report) {
  return [...new Set((report.figures ?? []).map((figure) => figure.dataset))];
}

function within(value, interval, format) {
  return html`${format(value)}${interval ? html`<br><span class="hint">${format(interval.low)}–${format(interval.high)}</span>` : nothing}`;
}

function precise(value) {
  return typeof value === "number" ? number(value, { maximumFractionDigits: 3 }) : "–";
}

function share(value) {
  return typeof value === "number" ? percent(value, 1) : "–";
}

function labelName(label) {
  return has(`label.${label}`) ? t(`label.${label}`) : label;
}
