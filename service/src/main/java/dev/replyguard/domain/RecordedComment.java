package dev.replyguard.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment as it was stored, with its decision.
 *
 * @param comment the comment; of its author's e-mail and address only keyed hashes are kept, in the
 *     fields of the same name
 * @param decision what the service decided
 * @param recordedAt when it was stored
 * @param revision which version of the text this is, from 1
 * @param ruling what people have decided since, or null
 * @param group the near-duplicate group it belongs to, named by the group's first comment, or null
 * @param lot whether it waits, or waited, without hints: it was drawn so that the service's own
 *     decision is measured, or is one of those held ones among which such comments are not known
 */
public record RecordedComment(
    Comment comment,
    Decision decision,
    Instant recordedAt,
    int revision,
    @Nullable Ruling ruling,
    @Nullable String group,
    boolean lot) {

  /** A comment that nobody has ruled on and that is like no other. */
  public RecordedComment(Comment comment, Decision decision, Instant recordedAt, int revision) {
    this(comment, decision, recordedAt, revision, null, null, false);
  }

  /**
   * Whether what the service decided, and why, is to be kept from moderators: their verdict
   * measures it, and must not follow it.
   */
  public boolean isBlind() {
    return lot && ruling == null;
  }

  /** What holds now: the service's decision, under the ruling where there is one. */
  public Decision effective() {
    return ruling == null ? decision : decision.under(ruling);
  }
}
