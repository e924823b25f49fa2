package dev.replyguard.domain;

/**
 * A part of a comment's text that a reason rests on.
 *
 * @param text the words as they were written
 * @param start where they start in the comment, in UTF-16 units
 * @param end where they end, exclusive
 */
public record Match(String text, int start, int end) {

  public Match {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "match: 0 <= start <= end expected, got " + start + ".." + end);
    }
  }
}
