package dev.replyguard.domain;

import java.util.List;

/**
 * What of a comment speaks for a label.
 *
 * @param words that speak most for it, most important first; empty where none do
 * @param features what of the comment's structure speaks for it, in words, most important first,
 *     such as "2 links"; empty where nothing does
 */
public record Evidence(List<Match> words, List<String> features) {
  /** None, or none that the model tells. */
  public static final Evidence NONE = new Evidence(List.of(), List.of());

  public Evidence {
    words = List.copyOf(words);
    features = List.copyOf(features);
  }

  /** Whether every word stands in {@code text} just where it says. */
  public boolean fits(String text) {
    return words.stream()
        .allMatch(word -> text.regionMatches(word.start(), word.text(), 0, word.text().length()));
  }
}
