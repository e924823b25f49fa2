package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.store.Report;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people do, as it goes into the audit trail: who, what, when, why, and under which model and
 * policy; never a comment's words.
 */
final class ReviewEvents {
  private ReviewEvents() {}

  static String ruled(RecordedComment comment, Ruling ruling) {
    JsonObject event =
        about(comment, "ruled", ruling.by(), ruling.at())
            .put("verdict", ruling.verdict().key())
            .put("means", ruling.means().key());
    RejectReason reason = ruling.reason();
    StoredJson.put(event, "reason", reason == null ? null : reason.key());
    StoredJson.put(event, "note", ruling.note());
    return event.encode();
  }

  static String undone(RecordedComment comment, Actor by, Instant at) {
    return about(comment, "undone", by, at).encode();
  }

  static String reopened(RecordedComment comment, Actor by, @Nullable String note, Instant at) {
    JsonObject event = about(comment, "reopened", by, at);
    StoredJson.put(event, "note", note);
    return event.encode();
  }

  static String reported(RecordedComment comment, Actor by, Report.Reason reason, Instant at) {
    return about(comment, "reported", by, at).put("reason", reason.key()).encode();
  }

  static String escalated(
      String commentId, Actor by, String to, @Nullable String note, Instant at) {
    JsonObject event = AuditEvents.event("escalated", by, commentId, at).put("to", to);
    StoredJson.put(event, "note", note);
    return event.encode();
  }

  static String noted(String commentId, Actor by, String note, Instant at) {
    return AuditEvents.event("noted", by, commentId, at).put("note", note).encode();
  }

  private static JsonObject about(RecordedComment comment, String type, Actor by, Instant at) {
    return AuditEvents.about(type, by, comment.comment(), comment.decision(), at);
  }
}
