package dev.replyguard.review;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Ruling.Means;
import dev.replyguard.domain.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision to be.
 *
 * @param verdict approve or reject
 * @param reason why it is rejected; null exactly where it is approved
 * @param note for colleagues, at most {@link Ruling#MAX_NOTE} characters, or null
 * @param by who decides
 * @param revision the one that was looked at; null where nobody says
 */
public record RulingDraft(
    Verdict verdict,
    @Nullable RejectReason reason,
    @Nullable String note,
    Actor by,
    @Nullable Integer revision) {

  /** A decision of which nobody says what revision it is about. */
  public RulingDraft(
      Verdict verdict, @Nullable RejectReason reason, @Nullable String note, Actor by) {
    this(verdict, reason, note, by, null);
  }

  Ruling made(Means means, Instant at) {
    return new Ruling(verdict, reason, note, by, means, at);
  }
}
