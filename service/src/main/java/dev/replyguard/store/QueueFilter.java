package dev.replyguard.store;

import dev.replyguard.domain.Author;
import dev.replyguard.model.Label;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which waiting comments are looked for; what is null does not matter.
 *
 * @param label a label that led to a reason
 * @param rule the stage and rule of a reason, such as {@code policy/insult.hold}
 * @param author who wrote it: the first known of id, e-mail and address
 * @param article the site's identifier of the article
 * @param language the detected language, ISO 639-1
 * @param group the near-duplicate group; its comments are listed one by one
 * @param assignee the moderator it was handed over to
 * @param text what the normalised text must contain, normalised
 * @param minScore the least score, 0 to 1, of {@code label} or else of the highest label
 * @param maxScore the highest such score
 * @param from when it arrived at the earliest
 * @param to before when it arrived
 * @param claim by whom it may be claimed
 * @param hidden whether e-mail and address of {@code author} are the store's hashes, as those of
 *     stored comments are
 */
public record QueueFilter(
    @Nullable Label label,
    @Nullable String rule,
    Author author,
    @Nullable String article,
    @Nullable String language,
    @Nullable String group,
    @Nullable String assignee,
    @Nullable String text,
    float minScore,
    float maxScore,
    @Nullable Instant from,
    @Nullable Instant to,
    Claim claim,
    boolean hidden) {

  /** By an author as the site names them. */
  public QueueFilter(
      @Nullable Label label,
      @Nullable String rule,
      Author author,
      @Nullable String article,
      @Nullable String language,
      @Nullable String group,
      @Nullable String assignee,
      @Nullable String text,
      float minScore,
      float maxScore,
      @Nullable Instant from,
      @Nullable Instant to,
      Claim claim) {
    this(
        label, rule, author, article, language, group, assignee, text, minScore, maxScore, from, to,
        claim, false);
  }

  /** Everything that waits. */
  public static final QueueFilter ALL =
      new QueueFilter(
          null, null, Author.UNKNOWN, null, null, null, null, null, 0f, 1f, null, null, Claim.ANY);

  /** Everything that waits by an author. */
  public static QueueFilter ofAuthor(Author author) {
    return new QueueFilter(
        null, null, author, null, null, null, null, null, 0f, 1f, null, null, Claim.ANY);
  }

  /** Everything that waits by the author of a stored comment. */
  public static QueueFilter ofHidden(Author author) {
    return new QueueFilter(
        null, null, author, null, null, null, null, null, 0f, 1f, null, null, Claim.ANY, true);
  }

  /** Everything that waits of a near-duplicate group. */
  public static QueueFilter ofGroup(String group) {
    return new QueueFilter(
        null, null, Author.UNKNOWN, null, null, group, null, null, 0f, 1f, null, null, Claim.ANY);
  }

  /** By whom a comment may be claimed. */
  public enum Claim {
    ANY,
    /** By nobody else. */
    FREE,
    /** By whoever asks. */
    MINE;

    /** The name on the wire, lower case. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public QueueFilter {
    if (!(minScore >= 0f && maxScore <= 1f && minScore <= maxScore)) {
      throw new IllegalArgumentException(
          "score: 0 <= min <= max <= 1 expected, got " + minScore + " to " + maxScore);
    }
  }

  /**
   * Whether it finds the comments of near-duplicate groups one by one, as far as they are meant;
   * else it finds of each group the one that stands for it.
   */
  public boolean findsOneByOne() {
    return !author.equals(Author.UNKNOWN) || article != null || group != null || assignee != null;
  }
}
