/** Changes thresholds in a policy's document as people wrote it, and leaves the rest of it alone. */

const BLOCK = /^thresholds:[^\n]*(?:\n(?:[ \t][^\n]*|#[^\n]*|[ \t]*(?=\n)))*/m;

/**
 * The document with other thresholds.
 *
 * @param format yaml or json
 * @param thresholds by label, each with hold and reject: a score, or null for never; others are left as they are
 */
export function withThresholds(source, format, thresholds) {
  return format === "json" ? inJson(source, thresholds) : inYaml(source, thresholds);
}

/** The labels that the document has thresholds of its own for. */
export function labelsSet(source, format, labels) {
  if (format === "json") {
    return labels.filter((label) => JSON.parse(source || "{}").thresholds?.[label] !== undefined);
  }
  const block = BLOCK.exec(source)?.[0] ?? "";
  return labels.filter((label) => new RegExp(`(^|[\\s{,"'])${label}["']?\\s*:`, "m").test(block));
}

function inJson(source, thresholds) {
  const document = JSON.parse(source || "{}");
  document.thresholds = { ...document.thresholds, ...Object.fromEntries(Object.entries(thresholds).map(([l, v]) => [l, plain(v)])) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function inYaml(source, thresholds) {
  const lines = Object.entries(thresholds).map(([label, value]) => {
    const { hold, reject } = plain(value);
    return `  ${label}: {hold: ${hold}, reject: ${reject}}`;
  });
  const block = ["thresholds:", ...lines].join("\n");
  if (BLOCK.test(source)) {
    return source.replace(BLOCK, () => block);
  }
  const empty = /^\s*\{\s*\}\s*$/.test(source);
  return `${block}\n${empty || source.trim() === "" ? "" : `\n${source}`}`;
}

function plain({ hold, reject }) {
  return { hold: rounded(hold), reject: rounded(reject) };
}

function rounded(value) {
  return value === null ? "never" : Math.round(value * 1_000) / 1_000;
}

const MAX_LINES = 4_000;

/** The lines of two texts, each with what became of it: "same", "added" or "removed". */
export function lineDiff(before, after) {
  const a = before.split("\n").slice(0, MAX_LINES);
  const b = after.split("\n").slice(0, MAX_LINES);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) {
    end++;
  }
  const middleA = a.slice(start, a.length - end);
  const middleB = b.slice(start, b.length - end);
  return [
    ...a.slice(0, start).map((line) => ({ line, kind: "same" })),
    ...middle(middleA, middleB),
    ...a.slice(a.length - end).map((line) => ({ line, kind: "same" })),
  ];
}

/** By the longest common subsequence, where that is affordable. */
function middle(a, b) {
  if (a.length * b.length > 1_000_000) {
    return [...a.map((line) => ({ line, kind: "removed" })), ...b.map((line) => ({ line, kind: "added" }))];
  }
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const lines = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ line: a[i++], kind: "same" });
      j++;
    } else if (j >= b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1])) {
      lines.push({ line: a[i++], kind: "removed" });
    } else {
      lines.push({ line: b[j++], kind: "added" });
    }
  }
  return lines;
}
