#!/usr/bin/env node
// Posts the comments of a CSV file (columns id and text, as in the data format) to a running service, checks every
// answer against the contract, reads each recorded comment back, and compares the answers with what /metrics counted.
// Exits 1 where anything differs. For a service that nobody else calls meanwhile. Prints no comment.
//
// Usage: replay.mjs --key KEY [--url URL] [--management URL] [--count N] [--concurrency N] FILE.csv[.gz]
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { violations } from "./contract.mjs";
import { readCsv } from "./csv.mjs";
import { growth, readMetrics } from "./metrics.mjs";

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    key: { type: "string" },
    url: { type: "string", default: "http://127.0.0.1:8080" },
    management: { type: "string", default: "http://127.0.0.1:8081" },
    count: { type: "string", default: "1000" },
    concurrency: { type: "string", default: "8" },
  },
});
if (!options.key || files.length !== 1 || !(Number(options.count) >= 1) || !(Number(options.concurrency) >= 1)) {
  console.error("usage: replay.mjs --key KEY [--url URL] [--management URL] [--count N] [--concurrency N] FILE.csv[.gz]");
  process.exit(2);
}

const MAX_TEXT_BYTES = 20_480;
const MAX_PROBLEMS_SHOWN = 20;
// A prefix of its own for each run: the same file can be posted again without being known already.
const run = randomBytes(4).toString("hex");
const problems = [];
const seen = { posted: 0, leftOut: 0, approve: 0, hold: 0, reject: 0, cached: 0, recorded: 0, readBack: 0 };
const latencies = [];

const before = await readMetrics(options.management);
// One source for all loops: it queues their calls, and each comment goes to one of them.
const source = comments();
await Promise.all(Array.from({ length: Number(options.concurrency) }, () => postAll(source)));
await compareWithMetrics();
report();

async function* comments() {
  for await (const row of readCsv(files[0])) {
    if (seen.posted === Number(options.count)) {
      return;
    }
    if (row.text === "" || Buffer.byteLength(row.text) > MAX_TEXT_BYTES) {
      seen.leftOut++;
    } else {
      seen.posted++;
      yield { row: row.id, comment: { id: `replay-${run}-${seen.posted}`, text: row.text } };
    }
  }
}

async function postAll(source) {
  for await (const { row, comment } of source) {
    await post(comment, row);
  }
}

async function post(comment, row) {
  const started = performance.now();
  const response = await call("/v1/comments", { method: "POST", body: JSON.stringify(comment) });
  latencies.push(performance.now() - started);
  if (response.status !== 200) {
    problems.push(`row ${row}: 200 expected, got ${response.status}`);
    return;
  }
  const answer = response.body;
  violations(answer, comment).forEach((violation) => problems.push(`row ${row}: ${violation}`));
  seen[answer.verdict]++;
  seen.cached += answer.cached ? 1 : 0;
  if (answer.recorded) {
    seen.recorded++;
    await readBack(comment, answer, row);
  }
}

async function readBack(comment, answer, row) {
  const response = await call(`/v1/comments/${comment.id}`, {});
  if (response.status !== 200 || response.body.id !== comment.id || response.body.verdict !== answer.verdict) {
    problems.push(`row ${row}: recorded as ${answer.verdict}, but read back with status ${response.status}`);
    return;
  }
  seen.readBack++;
}

async function call(path, request) {
  const response = await fetch(new URL(path, options.url), {
    ...request,
    headers: { Authorization: `Bearer ${options.key}`, "Content-Type": "application/json" },
    signal: AbortSignal.timeout(10_000),
  });
  return { status: response.status, body: await response.json() };
}

async function compareWithMetrics() {
  const after = await readMetrics(options.management);
  const expect = (answered, name, labels) => {
    const counted = growth(before, after, name, labels);
    if (counted !== answered) {
      problems.push(`${name}${JSON.stringify(labels)}: ${answered} answered, ${counted} counted`);
    }
  };
  for (const verdict of ["approve", "hold", "reject"]) {
    expect(seen[verdict], "replyguard_decisions_total", { verdict });
  }
  expect(seen.posted, "replyguard_http_server_requests_seconds_count", { method: "POST", route: "/v1/comments" });
}

function report() {
  latencies.sort((a, b) => a - b);
  const at = (q) => `${(latencies[Math.floor(q * latencies.length)] ?? NaN).toFixed(1)} ms`;
  console.table({ ...seen, "p50 as seen here": at(0.5), "p99 as seen here": at(0.99) });
  problems.slice(0, MAX_PROBLEMS_SHOWN).forEach((problem) => console.error(problem));
  if (seen.posted === 0) {
    problems.push(`${files[0]}: no comment in it`);
  }
  console.log(
    problems.length === 0
      ? `${seen.posted} comments posted: every answer keeps the contract, the metrics agree`
      : `${problems.length} problems`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
