#!/usr/bin/env node
// Reads what Surefire and Failsafe wrote, and fails where something did not run: a failure, a module or a kind of test
// without any, or a test that was skipped without standing in the list below. Its last line counts the tests.
//
// Usage: check-tests.mjs [DIRECTORY...]
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";

/** Tests that may be skipped, as "class#method", each with when. */
const MAY_BE_SKIPPED = new Map([
  [
    // These measure the shipped bundles on data that is not in the repository.
    "dev.replyguard.training.ShippedBundleQualityIT#figures_areNoneBelowTheFloors",
    isWithoutData,
  ],
  ["dev.replyguard.training.LargerBundleQualityIT#figuresOfHeadlineSets_areNoneBelowTheFloors", isWithoutData],
]);

function isWithoutData() {
  return !existsSync(join(process.env.REPLYGUARD_DATA ?? "../shared/data", "jigsaw-test-2.csv.gz"));
}

/** Where tests must have run: Surefire's unit tests and Failsafe's integration tests, module by module. */
const MUST_RUN = [
  "model-training/classifier/target/surefire-reports",
  "model-training/onnx/target/surefire-reports",
  "model-training/trainer/target/surefire-reports",
  "model-training/trainer/target/failsafe-reports",
  "service/target/surefire-reports",
  "service/target/failsafe-reports",
];

/** Every directory of reports there is, and those that must be there. */
const directories = process.argv.length > 2 ? process.argv.slice(2) : [...new Set([...MUST_RUN, ...allReports()])];

const problems = [];
const total = { tests: 0, failed: 0, skipped: 0 };

for (const directory of directories) {
  const count = { tests: 0, failed: 0, skipped: 0 };
  for (const file of existsSync(directory) ? readdirSync(directory) : []) {
    if (/^TEST-.*\.xml$/.test(file)) {
      readSuite(readFileSync(join(directory, file), "utf8"), count);
    }
  }
  if (count.tests === count.skipped) {
    problems.push(`${directory}: no test ran`);
  }
  console.log(`${directory}: ${count.tests} tests, ${count.failed} failed, ${count.skipped} skipped`);
  for (const key of Object.keys(total)) {
    total[key] += count[key];
  }
}

for (const problem of problems) {
  console.error(`FAILED: ${problem}`);
}
console.log(`${total.tests - total.failed - total.skipped} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(problems.length === 0 ? 0 : 1);

function allReports() {
  return ["model-training/classifier", "model-training/onnx", "model-training/trainer", "service"]
    .flatMap((module) => ["surefire", "failsafe"].map((plugin) => `${module}/target/${plugin}-reports`))
    .filter((directory) => existsSync(directory));
}

function readSuite(xml, count) {
  for (const [, attributes, body] of xml.matchAll(/<testcase\b((?:"[^"]*"|[^">])*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const name = `${attribute(attributes, "classname")}#${attribute(attributes, "name")}`;
    const outcome = (body ?? "").match(/<(skipped|failure|error)\b/)?.[1];
    count.tests++;
    if (outcome === "skipped") {
      count.skipped++;
      const allowed = MAY_BE_SKIPPED.get(name.replace(/[({[].*$/, "")) ?? (() => false);
      if (!allowed()) {
        problems.push(`${name} was skipped`);
      }
    } else if (outcome) {
      count.failed++;
      problems.push(`${name} did not pass`);
    }
  }
}

function attribute(attributes, name) {
  return attributes.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? "?";
}
