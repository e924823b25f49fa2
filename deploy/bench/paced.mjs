#!/usr/bin/env node
// Posts comments, or with --perspective analyses of six attributes, at a fixed rate, whether or not the answers keep up,
// and prints as JSON what the service's histogram and this client saw. The client's times start when a request was due,
// not when it could be sent.
//
// Usage: paced.mjs [--perspective] --key KEY --url URL --management URL --rate PER_SECOND --seconds N TEXTS
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { parseArgs } from "node:util";
import { ANALYZE, analysis } from "./perspective.mjs";
import { growth, quantile, readMetrics, shareWithin } from "./metrics.mjs";

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    key: { type: "string" },
    url: { type: "string" },
    management: { type: "string" },
    rate: { type: "string" },
    seconds: { type: "string" },
    perspective: { type: "boolean", default: false },
  },
});
const texts = readFileSync(files[0], "utf8").trimEnd().split("\n");
const total = Number(options.rate) * Number(options.seconds);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const path = options.perspective ? ANALYZE : "/v1/comments";
const target = new URL(path, options.url);
const seen = { answered: 0, recorded: 0, cached: 0, failed: 0 };
const latencies = [];

const before = await readMetrics(options.management);
await sendAll();
const after = await readMetrics(options.management);

const HISTOGRAM = "replyguard_http_server_requests_seconds";
const ROUTE = { method: "POST", route: path };
latencies.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    sent: total,
    ...seen,
    counted: growth(before, after, `${HISTOGRAM}_count`, ROUTE),
    serviceP50: quantile(before, after, HISTOGRAM, ROUTE, 0.5) * 1_000,
    serviceP99: quantile(before, after, HISTOGRAM, ROUTE, 0.99) * 1_000,
    percentWithin5ms: shareWithin(before, after, HISTOGRAM, ROUTE, 0.005) * 100,
    clientP50: latencies[Math.floor(0.5 * total)],
    clientP99: latencies[Math.floor(0.99 * total)],
  }),
);
process.exitCode = seen.answered === total ? 0 : 1;

async function sendAll() {
  const start = performance.now();
  const running = [];
  for (let i = 0; i < total; ) {
    for (; i < total && start + (i * 1_000) / options.rate <= performance.now(); i++) {
      running.push(post(texts[i % texts.length], start + (i * 1_000) / options.rate));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  agent.destroy();
}

async function post(text, due) {
  try {
    const answer = await send(options.perspective ? analysis(text) : `{"text":${text}}`);
    seen.answered++;
    seen.recorded += answer.recorded ? 1 : 0;
    seen.cached += answer.cached ? 1 : 0;
  } catch {
    seen.failed++;
  }
  latencies.push(performance.now() - due);
}

function send(body) {
  return new Promise((resolve, reject) => {
    const sent = request(
      target,
      {
        agent,
        method: "POST",
        timeout: 10_000,
        headers: {
          Authorization: `Bearer ${options.key}`,
          "Content-Type": "application/json",
          "Content-Length": Buffer.byteLength(body),
        },
      },
      (response) => {
        let all = "";
        response.setEncoding("utf8").on("data", (part) => (all += part));
        response.on("end", () => {
          if (response.statusCode === 200) {
            resolve(JSON.parse(all));
          } else {
            reject(new Error(`200 expected, got ${response.statusCode}`));
          }
        });
        response.on("error", reject);
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("no answer within 10 s")));
    sent.on("error", reject);
    sent.end(body);
  });
}
