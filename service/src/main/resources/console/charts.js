/** Charts for the eye, each with a table of the same figures for everybody else. */
import { html } from "./vendor/lit/lit-html.js";
import { number, t } from "./i18n.js";

let library = null;

async function chartLibrary() {
  library ??= import("./vendor/chart.js").then(() => globalThis.Chart);
  return library;
}

const COLOURS = { approve: "--good", hold: "--warn", reject: "--bad", other: "--accent" };

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(COLOURS[name] ?? name).trim();
}

/**
 * One chart on a page.
 *
 * It is given its figures anew by each show(), and drawn by drawn(), once its canvas is on the page.
 */
export class ChartView {
  #chart = null;
  #shown = null;
  #wanted = null;
  #id;

  constructor(id) {
    this.#id = id;
  }

  /**
   * @param figure title; labels along the bottom; series, each with name, colour and values; type "bar" or "line";
   *     stacked; format of a value
   */
  show(figure) {
    this.#wanted = figure;
    const format = figure.format ?? ((value) => (value === null ? "–" : number(value)));
    return html`<figure class="chart panel">
      <figcaption><h2>${figure.title}</h2></figcaption>
      <div class="canvas"><canvas id=${this.#id} role="img" aria-label=${figure.title} aria-describedby="${this.#id}-table"></canvas></div>
      <details>
        <summary>${t("chart.table")}</summary>
        <div class="wide" tabindex="0" role="group" aria-label=${figure.title}><table id="${this.#id}-table">
          <thead><tr><th scope="col">${figure.along}</th>${figure.series.map((each) => html`<th scope="col" class="number">${each.name}</th>`)}</tr></thead>
          <tbody>${figure.labels.map(
            (label, i) =>
              html`<tr><th scope="row">${label}</th>${figure.series.map((each) => html`<td class="number">${format(each.values[i])}</td>`)}</tr>`,
          )}</tbody>
        </table></div>
      </details>
    </figure>`;
  }

  async drawn() {
    const theme = getComputedStyle(document.body).color;
    const key = JSON.stringify([this.#wanted, theme]);
    const canvas = document.getElementById(this.#id);
    if (!canvas || !this.#wanted || (this.#shown === key && this.#chart?.canvas === canvas)) {
      return;
    }
    this.#shown = key;
    const Chart = await chartLibrary();
    this.#chart?.destroy();
    this.#chart = new Chart(canvas, configuration(this.#wanted));
  }

  leave() {
    this.#chart?.destroy();
    this.#chart = null;
    this.#shown = null;
  }
}

function configuration(figure) {
  const text = colour("--muted");
  const grid = colour("--line");
  const axis = { stacked: figure.stacked ?? false, ticks: { color: text, maxRotation: 0, autoSkip: true }, grid: { color: grid } };
  return {
    type: figure.type ?? "bar",
    data: {
      labels: figure.labels,
      datasets: figure.series.map((each) => ({
        label: each.name,
        data: each.values,
        backgroundColor: colour(each.colour),
        borderColor: colour(each.colour),
        borderWidth: figure.type === "line" ? 2 : 0,
        pointRadius: 2,
        spanGaps: true,
      })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      plugins: { legend: { display: figure.series.length > 1, labels: { color: text } } },
      scales: { x: axis, y: { ...axis, beginAtZero: true, max: figure.max, ticks: { ...axis.ticks, precision: figure.max ? undefined : 0 } } },
    },
  };
}
