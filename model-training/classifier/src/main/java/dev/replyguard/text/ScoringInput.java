package dev.replyguard.text;

import org.jspecify.annotations.Nullable;

/**
 * All that the scores of a comment may depend on.
 *
 * @param text the comment
 * @param authorName the name its author gave, if any
 * @param authorUrl the address of a site that its author gave, if any
 */
public record ScoringInput(String text, @Nullable String authorName, @Nullable String authorUrl) {
  /** A comment of which nothing but the text is known. */
  public static ScoringInput of(String text) {
    return new ScoringInput(text, null, null);
  }
}
