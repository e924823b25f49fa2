/** How much comes in, what becomes of it, how long it waits, and how good service and people are. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { date, number, percent, t } from "../i18n.js";
import { ChartView } from "../charts.js";
import { saveCsv } from "../csv.js";
import { reasonName } from "../queue/reasons.js";
import { address } from "../router.js";

const PERIODS = [7, 30, 90, 365];
const VERDICTS = ["approve", "hold", "reject"];
const WAITED = /^waited:(.+)$/;

export default class StatisticsPage {
  #days;
  #found = null;
  #failed = false;
  #charts = { volume: new ChartView("chart-volume"), ruled: new ChartView("chart-ruled"), waited: new ChartView("chart-waited"), reasons: new ChartView("chart-reasons"), why: new ChartView("chart-why") };

  constructor(app, query) {
    this.app = app;
    this.#days = PERIODS.includes(Number(query.days)) ? Number(query.days) : 30;
  }

  enter() {
    this.#load();
  }

  arrive(query) {
    this.#pick(PERIODS.includes(Number(query.days)) ? Number(query.days) : 30);
  }

  siteChanged() {
    this.#load();
  }

  leave() {
    Object.values(this.#charts).forEach((chart) => chart.leave());
  }

  #pick(days) {
    this.#days = days;
    this.app.router.reflect("statistics", { days });
    this.#load();
  }

  async #load() {
    const days = this.#days;
    try {
      const found = await this.app.api.get("v1/review/statistics", { days, daily: true });
      if (days === this.#days) {
        this.#found = found;
        this.#failed = false;
      }
    } catch (e) {
      this.#failed = true;
      this.app.notices.failure(e);
    }
    this.app.update();
  }

  render() {
    return html`<div class="head">
        <h1>${t("nav.statistics")}</h1>
        <div class="tabs" role="group" aria-label=${t("statistics.period")}>
          ${PERIODS.map(
            (days) =>
              html`<button aria-pressed=${days === this.#days} @click=${() => this.#pick(days)}>${t("ban.days", { count: days })}</button>`,
          )}
        </div>
        ${this.#found ? html`<button @click=${() => this.#export()}>${t("csv")}</button>` : nothing}
      </div>
      ${this.#found ? this.#figures(this.#found) : html`<p class="empty">${this.#failed ? t("shell.pageFailed") : t("loading")}</p>`}`;
  }

  #figures(found) {
    const { counts } = found;
    const days = found.days ?? [];
    const labels = days.map((day) => date(day.date));
    const sum = (prefix) => VERDICTS.reduce((all, verdict) => all + (counts[`${prefix}:${verdict}`] ?? 0), 0);
    const judged = sum("automatic");
    const ruled = sum("ruled");
    const held = counts["automatic:hold"] ?? 0;
    const series = (prefix, verdicts) =>
      verdicts.map((verdict) => ({
        name: t(`verdict.${verdict}`),
        colour: verdict,
        values: days.map((day) => day.counts[`${prefix}:${verdict}`] ?? 0),
      }));
    return html`<dl class="tiles">
        ${tile(t("statistics.judged"), number(judged))} ${tile(t("statistics.heldShare"), share(held, judged))}
        ${tile(t("statistics.ruled"), number(ruled))}
        ${tile(t("statistics.reversed"), share(counts.reversed ?? 0, ruled), t("statistics.reversedWhy"))}
        ${tile(t("statistics.wait"), this.#medianWait(counts))}
        ${tile(t("statistics.reported"), number(counts.reported ?? 0))}
        ${tile(t("statistics.undone"), number(counts.undone ?? 0))}
      </dl>
      <h2>${t("statistics.quality")}</h2>
      <p class="hint">${t("statistics.qualityWhy", { count: found.sampled })}</p>
      <dl class="tiles">
        ${this.#interval(t("statistics.precision"), t("statistics.precisionWhy"), counts["sample:reject:reject"], counts["sample:reject:approve"])}
        ${this.#interval(t("statistics.missed"), t("statistics.missedWhy"), counts["sample:approve:reject"], counts["sample:approve:approve"])}
        ${this.#interval(t("statistics.heldRejected"), t("statistics.heldRejectedWhy"), counts["held:hold:reject"], counts["held:hold:approve"])}
        ${this.#interval(
          t("statistics.agreement"),
          t("statistics.agreementWhy"),
          (counts["pair:approve:approve"] ?? 0) + (counts["pair:reject:reject"] ?? 0),
          (counts["pair:approve:reject"] ?? 0) + (counts["pair:reject:approve"] ?? 0),
        )}
      </dl>
      <div class="charts">
        ${this.#charts.volume.show({
          title: t("statistics.volume"), along: t("statistics.day"), labels, series: series("automatic", VERDICTS),
        })}
        ${this.#charts.ruled.show({
          title: t("statistics.byPeople"), along: t("statistics.day"), labels, series: series("ruled", ["approve", "reject"]),
        })}
        ${this.#charts.waited.show(this.#waits(counts))}
        ${this.#top("reasons", top(counts, "reason:", t("statistics.reasons"), reasonName, (rule) => (rule === "other" ? null : address("audit", { type: "decided", rule }))))}
        ${this.#top("why", top(counts, "why:", t("statistics.why"), (reason) => t(`reason.${reason}`)))}
      </div>`;
  }

  #top(name, figure) {
    return figure.labels.length === 0 ? nothing : this.#charts[name].show(figure);
  }

  #waits(counts) {
    const bounds = waits(counts);
    return {
      title: t("statistics.waits"),
      along: t("statistics.upTo"),
      labels: bounds.map(([bound]) => seconds(bound)),
      series: [{ name: t("statistics.comments"), colour: "other", values: bounds.map(([, count]) => count) }],
    };
  }

  #medianWait(counts) {
    const bounds = waits(counts);
    const all = bounds.reduce((sum, [, count]) => sum + count, 0);
    let seen = 0;
    for (const [bound, count] of bounds) {
      seen += count;
      if (seen * 2 >= all && all > 0) {
        return t("statistics.within", { time: seconds(bound) });
      }
    }
    return "–";
  }

  /** A share with its 95 % interval (Wilson): of few comments little can be said. */
  #interval(name, why, hits = 0, misses = 0) {
    const n = hits + misses;
    if (n === 0) {
      return tile(name, "–", why);
    }
    const z = 1.96;
    const p = hits / n;
    const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
    const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
    const range = t("statistics.interval", { low: percent(Math.max(0, centre - half)), high: percent(Math.min(1, centre + half)), count: n });
    return tile(name, percent(p), `${why} ${range}`);
  }

  #export() {
    const names = [...new Set((this.#found.days ?? []).flatMap((day) => Object.keys(day.counts)))].sort();
    saveCsv(`statistics-${this.app.api.site ?? "site"}-${this.#found.from}-${this.#found.to}.csv`, [
      ["date", ...names],
      ...(this.#found.days ?? []).map((day) => [day.date, ...names.map((name) => day.counts[name] ?? 0)]),
    ]);
  }

  drawn() {
    Object.values(this.#charts).forEach((chart) => chart.drawn());
  }
}

const TOP = 10;

/** What was counted most of those with that prefix. */
function top(counts, prefix, title, name, link = () => null) {
  const most = Object.entries(counts)
    .filter(([each, count]) => each.startsWith(prefix) && count > 0)
    .map(([each, count]) => [each.slice(prefix.length), count])
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOP);
  return {
    title,
    along: t("ban.reason"),
    labels: most.map(([each]) => (each === "other" ? t("reason.other") : name(each))),
    open: true,
    links: most.map(([each]) => link(each)),
    series: [{ name: t("statistics.comments"), colour: "other", values: most.map(([, count]) => count) }],
  };
}

/** How many waited up to how many seconds, by that bound. */
function waits(counts) {
  return Object.entries(counts)
    .map(([name, count]) => [WAITED.exec(name)?.[1], count])
    .filter(([bound]) => bound !== undefined)
    .map(([bound, count]) => [Number.isFinite(Number(bound)) ? Number(bound) : Infinity, count])
    .sort(([a], [b]) => a - b);
}

function seconds(bound) {
  if (bound === Infinity) {
    return t("statistics.longer");
  }
  const [unit, size] = bound >= 86_400 ? ["day", 86_400] : bound >= 3_600 ? ["hour", 3_600] : bound >= 60 ? ["minute", 60] : ["second", 1];
  return number(bound / size, { style: "unit", unit, maximumFractionDigits: 0 });
}

function share(part, whole) {
  return whole === 0 ? "–" : percent(part / whole, 1);
}

function tile(name, value, why = "") {
  return html`<div class="panel"><dt>${name}</dt><dd>${value}</dd>${why ? html`<dd class="hint">${why}</dd>` : nothing}</div>`;
}
