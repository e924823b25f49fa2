package dev.replyguard.text;

import org.jspecify.annotations.Nullable;

/**
 * All that the scores of a comment may depend on. Where nothing but the text is known, the scores
 * are those of the text alone.
 *
 * @param text the comment
 * @param authorName the name its author gave, if any
 * @param authorUrl the address of a site that its author gave, if any
 * @param articleTitle the headline of what it was left under, if known
 */
public record ScoringInput(
    String text,
    @Nullable String authorName,
    @Nullable String authorUrl,
    @Nullable String articleTitle) {
  /** A comment of which nothing but the text is known. */
  public static ScoringInput of(String text) {
    return new ScoringInput(text, null, null, null);
  }

  /** Whether the author gave an address; a form's empty field is none. */
  boolean hasAuthorUrl() {
    return authorUrl != null && !authorUrl.isBlank();
  }
}
