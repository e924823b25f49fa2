/**
 * Comments' texts on the page. They are hostile: they only ever become text nodes, characters that would reorder or
 * hide what is around them are shown by their names instead, and nothing in them is a link.
 */
import { html, nothing } from "./vendor/lit/lit-html.js";

/** Controls of C0 and C1, of direction, of width zero, tags, and the separators that browsers break lines at. */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFC]|\uDB40[\uDC00-\uDC7F]/g;

/** Emoji are joined by U+200D and need it. */
const JOINER_IN_EMOJI = /(?<=\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D(?=\p{Extended_Pictographic})/gu;

/** More than so many marks on one letter would paint over the lines around it. */
const TOO_MANY_MARKS = /(\p{M}{3})\p{M}+/gu;

/** The text as something to render, with what is invisible made visible. */
export function plain(text) {
  const parts = [];
  let from = 0;
  const joined = new Set([...text.matchAll(JOINER_IN_EMOJI)].map((m) => m.index));
  for (const match of text.matchAll(INVISIBLE)) {
    if (joined.has(match.index)) {
      continue;
    }
    parts.push(calm(text.slice(from, match.index)), named(match[0]));
    from = match.index + match[0].length;
  }
  parts.push(calm(text.slice(from)));
  return parts;
}

/** One line of somebody else's words, such as a name, that keeps to itself whatever direction it has. */
export function words(text, max = 200) {
  return html`<bdi dir="auto">${plain(text.length > max ? `${text.slice(0, max)}…` : text)}</bdi>`;
}

function calm(text) {
  return text.replace(TOO_MANY_MARKS, "$1");
}

function named(character) {
  const code = character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return html`<span class="control">U+${code}</span>`;
}

/**
 * Cuts a text where spans begin and end.
 *
 * @param spans with start and end in UTF-16 units and a weight; they may overlap, and their weights then add up
 * @returns pieces of the text, in order, each with the spans that hold there
 */
export function segments(text, spans) {
  const inside = spans.filter((span) => span.start < span.end && span.end <= text.length);
  const cuts = new Set([0, text.length]);
  for (const span of inside) {
    cuts.add(span.start);
    cuts.add(span.end);
  }
  const places = [...cuts].sort((a, b) => a - b);
  const found = [];
  for (let i = 0; i + 1 < places.length; i++) {
    const [start, end] = [places[i], places[i + 1]];
    const here = inside.filter((span) => span.start <= start && end <= span.end);
    found.push({ start, end, text: text.slice(start, end), spans: here });
  }
  return found;
}

const SHADES = 8;
const MASKED_SHADE = 3;

/**
 * A comment's text with marks, shaded by what the words add.
 *
 * @param marks with start, end and weight; weight null where it is not known (then the mark has no shade)
 * @param describe makes of a mark's weight what is shown for it
 * @param mask whether marked words are hidden behind their first letter
 */
export function marked(text, marks, describe, mask = false) {
  const strongest = Math.max(0, ...marks.map((mark) => Math.abs(mark.weight ?? 0)));
  return segments(text, marks).map((piece) => {
    if (piece.spans.length === 0) {
      return plain(piece.text);
    }
    const known = piece.spans.every((span) => span.weight !== null);
    const weight = known ? piece.spans.reduce((sum, span) => sum + span.weight, 0) : null;
    const shade = !known || strongest === 0 ? 0 : Math.min(SHADES, Math.ceil((Math.abs(weight) / strongest) * SHADES));
    const side = weight !== null && weight < 0 ? "against" : "for";
    // What adds little, such as "you", is no slur.
    const hidden = mask && side === "for" && (!known || shade >= MASKED_SHADE);
    const content = hidden ? masked(piece.text) : plain(piece.text);
    return html`<mark
      class="${side} shade-${shade}"
      tabindex=${known ? "0" : nothing}
      data-tip=${known ? describe(weight, piece.spans) : nothing}
      >${content}</mark
    >`;
  });
}

/** Words behind their first letters. */
function masked(text) {
  return text.replace(/(\p{L})[\p{L}\p{N}\p{M}'’*@$]*/gu, (word, first) => first + "•".repeat(Math.max(1, word.length - 1)));
}

/** The address, where following it can do no harm; else null. */
export function webAddress(url) {
  try {
    const parsed = new URL(url);
    return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.href : null;
  } catch {
    return null;
  }
}
