package dev.replyguard.store;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.ListEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows before a comment is judged.
 *
 * @param known this very comment with this very text, decided before; or null. Then there is
 *     nothing else
 * @param assessment what the model made of the same text before; or null
 * @param sameText what people decided about the same text, as far as that still holds; or null
 * @param similarText what they decided about the most similar text within the distance; or null
 * @param listings the entries of the site's lists that the author is on and that have not expired
 * @param facts what the rules ask about
 */
public record Background(
    @Nullable Known known,
    @Nullable Assessment assessment,
    @Nullable RememberedRuling sameText,
    @Nullable RememberedRuling similarText,
    List<ListEntry> listings,
    Facts facts) {

  /** Nothing is known, or nobody could be asked. */
  public static final Background NOTHING =
      new Background(null, null, null, null, List.of(), Facts.UNKNOWN);

  public Background {
    listings = List.copyOf(listings);
  }

  /** The comment was decided before. */
  public static Background of(Known known) {
    return new Background(known, null, null, null, List.of(), Facts.UNKNOWN);
  }

  /**
   * A decision that stands.
   *
   * @param decision what was decided
   * @param revision which version of the comment's text it is about, from 1
   */
  public record Known(Decision decision, int revision) {}
}
