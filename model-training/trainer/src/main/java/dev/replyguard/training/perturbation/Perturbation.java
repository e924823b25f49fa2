package dev.replyguard.training.perturbation;

import java.util.Locale;

/** A way in which people disguise what they write, or mistype it. */
public enum Perturbation {
  /** One or two letters of each word are digits or signs. */
  LEET,
  /** Half of the letters are look-alikes from other scripts. */
  HOMOGLYPHS,
  /** Half of the letters are followed by something invisible. */
  ZERO_WIDTH,
  /** Half of the letters bear a combining mark. */
  COMBINING_MARKS,
  /** The letters of each word are set apart by blanks, words by wider ones. */
  SPACED,
  /** The letters of each longer word are set apart by marks. */
  DOTTED,
  /** One letter of each longer word is said many times. */
  REPEATED,
  /** A third of the longer words are split in two. */
  SPLIT,
  /** A third of the blanks are missing. */
  JOINED,
  /** In a third of the longer words two letters have changed places. */
  SWAPPED,
  /** A third of the longer words lack a letter. */
  MISSING,
  /** Words for which there is an emoji are that emoji. */
  EMOJI_WORDS,
  /** All letters are written as in URLs. */
  URL_ENCODED,
  /** All letters are written as numeric references of HTML. */
  HTML_ESCAPED;

  /** The name in reports and in the column {@code sample}: lower case with hyphens. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
