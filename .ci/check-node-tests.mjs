#!/usr/bin/env node
// Reads what `node --test --test-reporter=tap` wrote, and fails where a test failed, was skipped or left for later, or
// none ran. Its last line counts the tests as check-tests.mjs does.
//
// Usage: check-node-tests.mjs LOG
import { readFileSync } from "node:fs";

const log = readFileSync(process.argv[2], "utf8");
const lines = log.split("\n");
const count = Object.fromEntries(
  ["tests", "pass", "fail", "cancelled", "skipped", "todo"].map((name) => [name, figure(name)]),
);
const failed = count.fail + count.cancelled;
const skipped = count.skipped + count.todo;

/** Of the summary at the end: a log without one is of a run that did not end. */
function figure(name) {
  const found = lines.findLast((line) => new RegExp(`^# ${name} \\d+$`).test(line));
  if (!found) {
    console.error(lines.slice(-60).join("\n"));
    console.error("FAILED: the run has no end");
    process.exit(1);
  }
  return Number(found.split(" ")[2]);
}

lines.forEach((line, at) => {
  if (/^\s*not ok |^\s*ok .* # (SKIP|TODO)/.test(line)) {
    console.error(`FAILED: ${line.trim()}`);
    const end = lines.findIndex((other, index) => index > at && /^\s*\.\.\.$/.test(other));
    console.error(lines.slice(at + 1, end).join("\n"));
  }
});
console.log(`${count.pass} passed, ${failed} failed, ${skipped} skipped`);
process.exit(count.pass > 0 && failed + skipped === 0 ? 0 : 1);
