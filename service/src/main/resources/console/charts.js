/** Charts for the eye, each with a table of the same figures for everybody else. */
import { html } from "./vendor/lit/lit-html.js";
import { number, t } from "./i18n.js";

const HEIGHT = 240;
/** About how wide a letter of a label is. */
const LETTER_PIXELS = 7;

const FRACTIONS = [0.05, 0.1, 0.2, 0.5, 1];
const WHOLE = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

let library = null;

async function chartLibrary() {
  library ??= import("./vendor/uplot.js").then((module) => module.default);
  return library;
}

const COLOURS = { approve: "--good", hold: "--warn", reject: "--bad", other: "--accent" };

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(COLOURS[name] ?? name).trim();
}

/**
 * Bars on a page.
 *
 * It is given its figures anew by each show(), and drawn by drawn(), once its place is on the page.
 */
export class ChartView {
  #chart = null;
  #shown = null;
  #wanted = null;
  #id;
  #resized = new ResizeObserver(() => this.#fit());

  constructor(id) {
    this.#id = id;
  }

  /**
   * @param figure title; along, what the labels along the bottom are; series, each with name, colour and values, the one
   *     upon the other; links of the labels, where they have some; open, whether the table is shown; max, where there is one; format of a value
   */
  show(figure) {
    this.#wanted = { ...figure, format: figure.format ?? ((value) => (value === null ? "–" : number(value))) };
    const { format } = this.#wanted;
    return html`<figure class="chart panel">
      <figcaption><h2>${figure.title}</h2>${legend(figure)}</figcaption>
      <p class="at hint" id="${this.#id}-at" aria-hidden="true"></p>
      <div class="canvas" id=${this.#id} role="img" aria-label=${figure.title} aria-describedby="${this.#id}-table"></div>
      <details ?open=${figure.open}>
        <summary>${t("chart.table")}</summary>
        <div class="wide" tabindex="0" role="group" aria-label=${figure.title}><table id="${this.#id}-table">
          <thead><tr><th scope="col">${figure.along}</th>${figure.series.map((each) => html`<th scope="col" class="number">${each.name}</th>`)}</tr></thead>
          <tbody>${figure.labels.map(
            (label, i) =>
              html`<tr><th scope="row">${figure.links?.[i] ? html`<a href=${figure.links[i]}>${label}</a>` : label}</th>${figure.series.map((each) => html`<td class="number">${format(each.values[i])}</td>`)}</tr>`,
          )}</tbody>
        </table></div>
      </details>
    </figure>`;
  }

  async drawn() {
    const theme = getComputedStyle(document.body).color;
    const key = JSON.stringify([this.#wanted, theme]);
    const place = document.getElementById(this.#id);
    if (!place || !this.#wanted || (this.#shown === key && this.#chart?.root.parentNode === place)) {
      return;
    }
    this.#shown = key;
    const Plot = await chartLibrary();
    if (place.isConnected && this.#shown === key) {
      this.#chart?.destroy();
      this.#chart = new Plot(options(this.#wanted, place, Plot), data(this.#wanted), place);
      this.#resized.disconnect();
      this.#resized.observe(place);
    }
  }

  leave() {
    this.#resized.disconnect();
    this.#chart?.destroy();
    this.#chart = null;
    this.#shown = null;
  }

  #fit() {
    const width = this.#chart?.root.parentNode?.clientWidth;
    if (width && width !== this.#chart.width) {
      this.#chart.setSize({ width, height: HEIGHT });
    }
  }
}

/** Which colour is what; one alone is told by the title. */
function legend(figure) {
  return figure.series.length < 2
    ? ""
    : html`<ul class="legend">${figure.series.map((each) => html`<li class=${each.colour}>${each.name}</li>`)}</ul>`;
}

/** Places along the bottom, then the tops of the bars: the highest first, which the lower ones are painted over. */
function data({ labels, series }) {
  const tops = [];
  series.forEach((each, i) => tops.push(each.values.map((value, at) => (value ?? 0) + (tops[i - 1]?.[at] ?? 0))));
  return [labels.map((_, i) => i), ...tops.reverse()];
}

function options(figure, place, Plot) {
  const { labels, series, format, max } = figure;
  const text = colour("--muted");
  const grid = { stroke: colour("--line"), width: 1 };
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const longest = Math.max(...labels.map((label) => label.length)) * LETTER_PIXELS;
  const fitting = (plot) => {
    const step = Math.max(1, Math.ceil((labels.length * longest) / Math.max(1, plot.width - 60)));
    return labels.map((_, i) => i).filter((i) => i % step === 0);
  };
  const tell = (plot) => {
    const at = document.getElementById(`${place.id}-at`);
    const i = plot.cursor.idx;
    if (at) {
      at.textContent = i == null ? "" : `${labels[i]}: ${series.map((each) => `${each.name} ${format(each.values[i])}`).join(", ")}`;
    }
  };
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: [-0.5, labels.length - 0.5] },
      y: { range: (plot, low, high) => [0, max ?? Math.max(1, high * 1.05)] },
    },
    axes: [
      { stroke: text, font, grid: { show: false }, ticks: grid, splits: fitting, values: (plot, places) => places.map((i) => labels[i]) },
      {
        stroke: text,
        font,
        grid,
        ticks: grid,
        // Of things that are counted there are no halves.
        incrs: max === undefined ? WHOLE : FRACTIONS,
        values: (plot, places) => places.map((value) => format(value)),
      },
    ],
    series: [
      {},
      ...series.toReversed().map((each) => ({
        fill: colour(each.colour),
        width: 0,
        paths: Plot.paths.bars({ size: [0.8, 60] }),
        points: { show: false },
      })),
    ],
    hooks: { setCursor: [tell] },
  };
}
