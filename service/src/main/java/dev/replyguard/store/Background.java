package dev.replyguard.store;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows before a comment is judged.
 *
 * @param known this very comment with this very text, decided before; or null
 * @param assessment what the model made of the same text before; or null
 * @param sameText what people decided about the same text, as far as that still holds; or null
 * @param similarText what they decided about the most similar text within the distance; or null
 */
public record Background(
    @Nullable Known known,
    @Nullable Assessment assessment,
    @Nullable RememberedRuling sameText,
    @Nullable RememberedRuling similarText) {

  /** Nothing is known, or nobody could be asked. */
  public static final Background NOTHING = new Background(null, null, null, null);

  /** This very comment is known. */
  public static Background of(Known known) {
    return new Background(known, null, null, null);
  }

  /**
   * A decision that stands.
   *
   * @param decision what was decided
   * @param revision which version of the comment's text it is about, from 1
   */
  public record Known(Decision decision, int revision) {}
}
