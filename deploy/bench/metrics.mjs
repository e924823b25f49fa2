// Reads a service's /metrics (Prometheus text format) and compares two readings.

/** One reading: a list of {name, labels, value}. */
export async function readMetrics(managementUrl) {
  const response = await fetch(new URL("/metrics", managementUrl), { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) {
    throw new Error(`GET /metrics: 200 expected, got ${response.status}`);
  }
  return parseMetrics(await response.text());
}

/** The samples of a text in Prometheus' format; a line that is none is an error. */
export function parseMetrics(text) {
  const samples = [];
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) {
      continue;
    }
    const match = line.match(/^([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)(?: \S+)?$/);
    if (!match) {
      throw new Error(`/metrics: not a sample: ${line}`);
    }
    const labels = {};
    for (const [, name, value] of (match[2] ?? "").matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
      labels[name] = value.replace(/\\(.)/g, (_, c) => (c === "n" ? "\n" : c));
    }
    samples.push({ name: match[1], labels, value: Number(match[3].replace("Inf", "Infinity")) });
  }
  return samples;
}

/** The sum of all samples of that name whose labels have the given values. */
export function sum(samples, name, labels = {}) {
  return select(samples, name, labels).reduce((total, sample) => total + sample.value, 0);
}

/** By how much that sum grew from one reading to the next. */
export function growth(before, after, name, labels = {}) {
  return sum(after, name, labels) - sum(before, name, labels);
}

/**
 * A quantile of what a histogram counted between two readings, in the histogram's unit: the upper bound of the bucket
 * it falls into, so never too low. NaN where nothing was counted.
 */
export function quantile(before, after, name, labels, q) {
  const buckets = bucketGrowth(before, after, name, labels);
  const count = buckets.at(-1)?.cumulative ?? 0;
  return count === 0 ? NaN : buckets.find(({ cumulative }) => cumulative >= q * count).bound;
}

/** The share, 0..1, of what a histogram counted between two readings that is at most `bound`, one of its buckets'. */
export function shareWithin(before, after, name, labels, bound) {
  const buckets = bucketGrowth(before, after, name, labels);
  return buckets.find((bucket) => bucket.bound === bound).cumulative / buckets.at(-1).cumulative;
}

function bucketGrowth(before, after, name, labels) {
  const cumulative = new Map();
  for (const [reading, sign] of [[before, -1], [after, 1]]) {
    for (const { labels: { le }, value } of select(reading, `${name}_bucket`, labels)) {
      const bound = le === "+Inf" ? Infinity : Number(le);
      cumulative.set(bound, (cumulative.get(bound) ?? 0) + sign * value);
    }
  }
  return [...cumulative].map(([bound, value]) => ({ bound, cumulative: value })).sort((a, b) => a.bound - b.bound);
}

function select(samples, name, labels) {
  const wanted = Object.entries(labels);
  return samples.filter((sample) => sample.name === name && wanted.every(([k, v]) => sample.labels[k] === v));
}
