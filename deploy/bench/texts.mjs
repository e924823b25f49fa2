#!/usr/bin/env node
// Writes made-up comments, one JSON string a line: mild words in the lengths that comments under articles have
// (log-normal, median 160 characters, 30 to 4,000). The same seed gives the same texts.
//
// Usage: texts.mjs COUNT SEED
const [count, seed] = process.argv.slice(2).map(Number);
if (!(count > 0) || !Number.isInteger(seed)) {
  console.error("usage: texts.mjs COUNT SEED");
  process.exit(2);
}

const WORDS = (
  "the a this that my our your their some every no one of in on at to from with about after before between because " +
  "although and but or so then when where who what which is was are were has had will would could should may might " +
  "not never always often really quite rather very too also only even still already again article author comment " +
  "reader editor paper page story photo headline paragraph source figure number table chart report city council mayor " +
  "bridge road train bus timetable school teacher pupil hospital doctor budget tax price rent housing garden park " +
  "river weather summer winter morning evening week month year neighbour family friend children people team match " +
  "season coach player goal film book song concert museum recipe bread coffee cheese apple soup kitchen think know " +
  "believe agree disagree read wrote said asked answered explained forgot remember like love dislike prefer need want " +
  "hope wonder doubt suggest thank good bad better worse best wrong right clear unclear true false strange silly funny " +
  "boring careful careless expensive cheap useful useless 2019 2024 12 40 1,500 30% https://example.org/a?id=7 I'm " +
  "don't it's Berlin Ottawa Dr. Smith e.g. café 🙂 :-)"
).split(" ");

const random = mulberry32(seed);
const lines = [];
for (let i = 0; i < count; i++) {
  lines.push(JSON.stringify(text(Math.min(4_000, Math.max(30, Math.round(160 * Math.exp(0.9 * normal())))))));
}
process.stdout.write(`${lines.join("\n")}\n`);

function text(length) {
  let result = "";
  let inSentence = 0;
  while (result.length < length) {
    const word = WORDS[Math.floor(random() * WORDS.length)];
    result += (result === "" ? "" : " ") + (inSentence === 0 ? word[0].toUpperCase() + word.slice(1) : word);
    if (++inSentence >= 6 && random() < 0.15) {
      result += ".?!,"[Math.floor(random() * 4)];
      inSentence = 0;
    }
  }
  return result;
}

/** Standard normal, by Box and Muller. */
function normal() {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A small generator with a seed (public domain, Tommy Ettinger's mulberry32): 0 <= x < 1. */
function mulberry32(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
