/** What gives the scores: the model, what it was made of, how good it is. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { has, number, t } from "../i18n.js";
import { ChartView } from "../charts.js";
import { address } from "../router.js";
import { Report } from "./report.js";

export default class ModelPage {
  #model = null;
  #counts = null;
  #report = null;
  #failed = false;
  #dataset = "";
  #chart = new ChartView("chart-model");

  constructor(app) {
    this.app = app;
  }

  enter() {
    this.#load();
  }

  leave() {
    this.#chart.leave();
  }

  async #load() {
    try {
      const [model, statistics, report] = await Promise.all([
        this.app.api.get("v1/model"),
        this.app.api.get("v1/review/statistics", { days: 30 }),
        this.app.api.get("v1/model/evaluation"),
      ]);
      this.#model = model;
      this.#counts = statistics.counts;
      this.#report = new Report(report, () => this.app.update());
      this.#dataset = fullest(model.metrics);
    } catch (e) {
      this.#failed = true;
      this.app.notices.failure(e);
    }
    this.app.update();
  }

  render() {
    const model = this.#model;
    if (!model) {
      return html`<h1>${t("nav.model")}</h1><p class="empty">${this.#failed ? t("shell.pageFailed") : t("loading")}</p>`;
    }
    const datasets = [...new Set(model.metrics.map((metric) => metric.dataset))];
    const shown = model.metrics.filter((metric) => metric.dataset === this.#dataset);
    const figures = [...new Set(shown.map((metric) => metric.name))];
    const first = figures.includes("rocAuc") ? "rocAuc" : figures[0];
    return html`<div class="head"><h1>${t("nav.model")}</h1></div>
      <div class="columns">
        <div class="stack">
          <section class="panel">
            <h2>${model.version}</h2>
            <p class="prose">${model.description}</p>
            <dl class="facts">
              <div><dt>${t("model.languages")}</dt><dd>${model.languages.join(", ")}</dd></div>
              <div><dt>${t("model.digest")}</dt><dd class="id">${model.digest}</dd></div>
              <div><dt>${t("model.decided")}</dt><dd>${this.#decided()}</dd></div>
            </dl>
            <p>${t("model.which")}
              ${[["approve", ""], ["hold", "policy/"], ["reject", "policy/"]].map(
                ([verdict, rule], i) => html`${i > 0 ? ", " : ""}<a href=${address("audit", { type: "decided", verdict, rule, model: model.version, hours: 24 })}>${t(`verdict.${verdict}`)}</a>`,
              )}</p>
          </section>
          <section class="panel">
            <h2>${t("model.figures")}</h2>
            ${this.#isSummary(datasets) ? this.#summary(figures, datasets) : html`<label>${t("model.dataset")}
              <select @change=${(e) => ((this.#dataset = e.target.value), this.app.update())}>
                ${datasets.map((name) => html`<option .selected=${name === this.#dataset} value=${name}>${name}</option>`)}
              </select></label>
            ${first && shown.length > 2 ? this.#bars(shown.filter((metric) => metric.name === first), first) : nothing}
            <div class="wide" tabindex="0" role="group" aria-label=${t("model.figures")}>${this.#table(shown, figures)}</div>`}
          </section>
        </div>
        <div class="stack">
          <section class="panel">
            <h2>${t("model.sources")}</h2>
            <div class="wide" tabindex="0" role="group" aria-label=${t("model.sources")}><table>
              <thead><tr><th scope="col">${t("model.source")}</th><th scope="col">${t("model.licence")}</th><th scope="col" class="number">${t("model.rows")}</th></tr></thead>
              <tbody>${model.sources.map(
                (source) => html`<tr><th scope="row">${source.name}</th><td>${source.licence}</td><td class="number">${number(source.rows)}</td></tr>`,
              )}</tbody>
            </table></div>
          </section>
          <section class="panel">
            <h2>${t("model.provenance")}</h2>
            <p class="prose">${model.provenance}</p>
          </section>
        </div>
      </div>
      ${this.#report.render()}`;
  }

  #decided() {
    return t("model.decidedCounts", {
      approve: this.#counts["automatic:approve"] ?? 0,
      hold: this.#counts["automatic:hold"] ?? 0,
      reject: this.#counts["automatic:reject"] ?? 0,
    });
  }

  #bars(metrics, name) {
    return this.#chart.show({
      title: figureName(name),
      along: t("side.label"),
      labels: metrics.map((metric) => labelName(metric.label)),
      max: 1,
      series: [{ name: figureName(name), colour: "other", values: metrics.map((metric) => metric.value) }],
      format: precise,
    });
  }

  /** Whether all that is told of each set of data is one figure. */
  #isSummary(datasets) {
    return datasets.length > 2 && this.#model.metrics.length === datasets.length;
  }

  #summary(figures, datasets) {
    const { metrics } = this.#model;
    return html`${this.#chart.show({
        title: figureName(figures[0]),
        along: t("model.dataset"),
        labels: datasets,
        max: 1,
        series: [{ name: figureName(figures[0]), colour: "other", values: metrics.map((metric) => metric.value) }],
        format: precise,
      })}
      <div class="wide" tabindex="0" role="group" aria-label=${t("model.figures")}><table>
        <thead><tr><th scope="col">${t("model.dataset")}</th><th scope="col" class="number">${figureName(figures[0])}</th>
          <th scope="col" class="number">${t("model.interval")}</th></tr></thead>
        <tbody>${metrics.map(
          (metric) => html`<tr><th scope="row">${metric.dataset}</th><td class="number">${precise(metric.value)}</td>
            <td class="number">${metric.low === undefined ? "–" : html`${precise(metric.low)}–${precise(metric.high)}`}</td></tr>`,
        )}</tbody>
      </table></div>`;
  }

  #table(metrics, figures) {
    const labels = [...new Set(metrics.map((metric) => metric.label))];
    const cell = (label, name) => {
      const metric = metrics.find((each) => each.label === label && each.name === name);
      return metric ? html`${precise(metric.value)}${metric.low === undefined ? nothing : html`<br><span class="hint">${precise(metric.low)}–${precise(metric.high)}</span>`}` : "–";
    };
    return html`<table>
      <thead><tr><th scope="col">${t("side.label")}</th>${figures.map((name) => html`<th scope="col" class="number">${figureName(name)}</th>`)}</tr></thead>
      <tbody>${labels.map(
        (label) => html`<tr><th scope="row">${labelName(label)}</th>${figures.map((name) => html`<td class="number">${cell(label, name)}</td>`)}</tr>`,
      )}</tbody>
    </table>`;
  }

  drawn() {
    this.#chart.drawn();
  }
}

/** The data that the most is known about. */
function fullest(metrics) {
  const known = new Map();
  metrics.forEach(({ dataset }) => known.set(dataset, (known.get(dataset) ?? 0) + 1));
  return [...known].reduce((most, each) => (each[1] > most[1] ? each : most), ["", 0])[0];
}

function precise(value) {
  return number(value, { maximumFractionDigits: 3 });
}

function labelName(label) {
  return has(`label.${label}`) ? t(`label.${label}`) : label;
}

function figureName(name) {
  return has(`figure.${name}`) ? t(`figure.${name}`) : name;
}
