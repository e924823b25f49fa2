#!/usr/bin/env node
// Asks a Prometheus that scrapes a running service every query of the dashboard and looks at every rule it has loaded.
// Fails where a query is wrong, a metric does not exist, or a panel would stay empty.
//
// Usage: check-dashboard.mjs PROMETHEUS_URL DASHBOARD.json
import { readFileSync } from "node:fs";

const [prometheus, dashboardFile] = process.argv.slice(2);
const DEADLINE = Date.now() + 90_000;
const VARIABLES = { $__rate_interval: "1m", $instance: ".*" };

const dashboard = JSON.parse(readFileSync(dashboardFile, "utf8"));
const queries = dashboard.panels
  .flatMap((panel) => [panel, ...(panel.panels ?? [])])
  .flatMap((panel) => (panel.targets ?? []).map(({ expr }) => ({ panel: panel.title, expr: substitute(expr) })));

const rules = (await get("rules")).groups.flatMap((group) => group.rules);
// Rates need two scrapes, and so the first look may be too early.
const unanswered = await retryUntilDeadline(queries, hasResult);
// What a rule records exists from the rule's next evaluation on.
const recorded = rules.filter(({ type }) => type === "recording").map(({ name }) => name);
const names = new Set([...(await get("label/__name__/values")), ...recorded]);
const unknown = [...queries.map(({ expr }) => expr), ...rules.map(({ query }) => query)]
  .map((expr) => expr.replace(/"(?:[^"\\]|\\.)*"/g, '""'))
  .flatMap((expr) => expr.match(/\b(?:replyguard|jvm|process|system)[_:][\w:]*/g) ?? [])
  .filter((name) => !names.has(name));

const problems = [
  ...unanswered.map(({ panel, expr }) => `panel "${panel}" is empty: ${expr}`),
  ...[...new Set(unknown)].map((name) => `no metric ${name} exists`),
  ...rules.filter((rule) => rule.health === "err").map((rule) => `rule ${rule.name}: ${rule.lastError}`),
  ...(queries.length === 0 || rules.length === 0 ? ["no query or no rule found"] : []),
];
problems.forEach((problem) => console.error(problem));
console.log(`dashboard: ${queries.length} queries, ${rules.length} rules, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

async function hasResult({ expr }) {
  return (await get("query", { query: expr })).result.length > 0;
}

function substitute(expr) {
  return Object.entries(VARIABLES).reduce((text, [name, value]) => text.replaceAll(name, value), expr);
}

async function retryUntilDeadline(items, succeeds) {
  let left = items;
  for (;;) {
    const results = await Promise.all(left.map(succeeds));
    left = left.filter((_, i) => !results[i]);
    if (left.length === 0 || Date.now() > DEADLINE) {
      return left;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

async function get(path, parameters = {}) {
  const url = new URL(`/api/v1/${path}?${new URLSearchParams(parameters)}`, prometheus);
  const answer = await (await fetch(url, { signal: AbortSignal.timeout(10_000) })).json();
  if (answer.status !== "success") {
    throw new Error(`${path} ${parameters.query ?? ""}: ${answer.error}`);
  }
  return answer.data;
}
