/** The console's texts in the moderator's language. */

const BUNDLES = {
  en: () => import("./messages/en.js"),
  de: () => import("./messages/de.js"),
  es: () => import("./messages/es.js"),
};

export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español" };

let language = "en";
let messages = {};
let plurals = new Intl.PluralRules("en");

/** The wanted language where there is one, else the first of the browser's that there is. */
export function pickLanguage(wanted) {
  const candidates = [wanted, ...(navigator.languages ?? [])].filter(Boolean).map((tag) => tag.split("-")[0]);
  return candidates.find((tag) => tag in BUNDLES) ?? "en";
}

export async function useLanguage(tag) {
  messages = (await BUNDLES[tag]()).default;
  language = tag;
  plurals = new Intl.PluralRules(tag);
  document.documentElement.lang = tag;
}

export function currentLanguage() {
  return language;
}

/**
 * The text of that name. `{name}` in it stands for a value; where there is a `count`, the text may have one form for
 * each plural of the language, as `name.one` and `name.other`.
 */
export function t(name, values = {}) {
  let text;
  if (values.count !== undefined) {
    text = messages[`${name}.${plurals.select(values.count)}`] ?? messages[`${name}.other`];
  }
  text ??= messages[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? shown(values[key]) : whole));
}

/** Whether there is a text of that name. */
export function has(name) {
  return name in messages;
}

function shown(value) {
  return typeof value === "number" ? number(value) : String(value);
}

export function number(value, options) {
  return new Intl.NumberFormat(language, options).format(value);
}

/** A probability as people read it: 0.93. */
export function score(value) {
  return number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

export function percent(value, digits = 0) {
  return number(value, { style: "percent", maximumFractionDigits: digits });
}

export function dateTime(instant) {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}

export function date(day) {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day));
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** How long ago, in the largest unit that fits: "3 hours". */
export function since(instant, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - new Date(instant)) / 1_000));
  const [unit, size] = UNITS.find(([, s]) => seconds >= s) ?? UNITS[3];
  return number(Math.floor(seconds / size), { style: "unit", unit, unitDisplay: "long" });
}

/** Minutes and seconds left: 4:05. */
export function countdown(millis) {
  const seconds = Math.max(0, Math.ceil(millis / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
