package dev.replyguard.http.v1;

import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.review.BulkReview;
import dev.replyguard.store.Lease;
import dev.replyguard.store.ReviewOutcome;
import dev.replyguard.store.ReviewOutcome.AlreadyRuled;
import dev.replyguard.store.ReviewOutcome.Changed;
import dev.replyguard.store.ReviewOutcome.Done;
import dev.replyguard.store.ReviewOutcome.HeldByOther;
import dev.replyguard.store.ReviewOutcome.Missing;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what became of something that somebody wanted to do with a comment. */
final class ReviewOutcomes {
  private static final int TYPICAL_SIZE = 128;

  private ReviewOutcomes() {}

  /**
   * What was done.
   *
   * @throws ProblemException where nothing was, saying what is in the way
   */
  static Done done(ReviewOutcome outcome) {
    if (outcome instanceof Done done) {
      return done;
    }
    throw outcome instanceof Missing
        ? new ProblemException(ProblemType.NOT_FOUND, "this site has no comment of that id")
        : new ProblemException(ProblemType.CONFLICT, "comment: " + inTheWay(outcome));
  }

  /** The comment's id and the verdict that the outcome is about, as {@code field}. */
  static Buffer encode(String commentId, String field, @Nullable Verdict verdict) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeStringField("id", commentId);
          JsonWriter.writeKnown(json, field, verdict == null ? null : verdict.key());
          json.writeEndObject();
        });
  }

  /** How many were decided, and which were not and why. */
  static Buffer encode(BulkReview.Result result) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeNumberField("decided", result.decided());
          json.writeNumberField("groups", result.groups());
          json.writeArrayFieldStart("undecided");
          for (Map.Entry<String, ReviewOutcome> each : result.outcomes().entrySet()) {
            if (!(each.getValue() instanceof Done)) {
              json.writeStartObject();
              json.writeStringField("id", each.getKey());
              json.writeStringField("message", inTheWay(each.getValue()));
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          json.writeBooleanField("more", result.more());
          json.writeEndObject();
        });
  }

  private static String inTheWay(ReviewOutcome outcome) {
    if (outcome instanceof HeldByOther held) {
      Lease lease = held.lease();
      return "claimed by " + lease.holder().id() + " until " + lease.until();
    }
    if (outcome instanceof AlreadyRuled ruled) {
      Ruling ruling = ruled.ruling();
      RejectReason reason = ruling.reason();
      return "decided by "
          + ruling.by().id()
          + " at "
          + ruling.at()
          + ": "
          + ruling.verdict().key()
          + (reason == null ? "" : ", " + reason.key());
    }
    if (outcome instanceof Changed changed) {
      return "it has another text by now, revision " + changed.revision();
    }
    return outcome instanceof Missing
        ? "this site has no comment of that id"
        : "it is not in the state for that";
  }
}
