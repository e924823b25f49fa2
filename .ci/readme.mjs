#!/usr/bin/env node
// Prints a command of the README as it stands there: the fenced block that follows the comment <!-- ci: NAME -->.
// So CI runs what readers run.
//
// Usage: readme.mjs NAME
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const name = process.argv[2];
const readme = readFileSync(fileURLToPath(new URL("../README.md", import.meta.url)), "utf8");
const all = [...readme.matchAll(/<!-- ci: (\S+) -->\n+```\w*\n([\s\S]*?)\n```/g)];
const blocks = all.filter((match) => match[1] === name);
if (blocks.length !== 1) {
  console.error(`README.md: one fenced block after <!-- ci: ${name} --> expected, found ${blocks.length}`);
  process.exit(1);
}
console.log(blocks[0][2]);
