package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.store.Lease;
import dev.replyguard.store.QueueCounts;
import dev.replyguard.store.QueueCursor;
import dev.replyguard.store.QueueEntry;
import dev.replyguard.store.QueuePage;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes what waits for a moderator. */
final class QueueEncoder {
  private static final int TYPICAL_SIZE = 1_024;

  private QueueEncoder() {}

  /**
   * A page.
   *
   * @param comments of each entry the comment, or empty where it has gone meanwhile
   */
  static Buffer page(QueuePage page, List<Optional<RecordedComment>> comments) {
    return JsonWriter.write(
        TYPICAL_SIZE * (1 + comments.size()),
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("entries");
          for (int i = 0; i < comments.size(); i++) {
            if (comments.get(i).isPresent()) {
              write(json, page.entries().get(i), comments.get(i).get());
            }
          }
          json.writeEndArray();
          QueueCursor next = page.next();
          JsonWriter.writeKnown(json, "next", next == null ? null : next.encode());
          json.writeEndObject();
        });
  }

  static Buffer counts(QueueCounts counts) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeNumberField("waiting", counts.waiting());
          json.writeNumberField("entries", counts.entries());
          json.writeNumberField("claimed", counts.claimed());
          Instant oldest = counts.oldest();
          JsonWriter.writeKnown(json, "oldest", oldest == null ? null : oldest.toString());
          write(json, "labels", counts.labels());
          write(json, "rules", counts.rules());
          write(json, "languages", counts.languages());
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, String field, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, Long> count : new TreeMap<>(counts).entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }

  /**
   * What led to the decision, but not the verdict, nor what people decided: a comment that is to be
   * looked at again is not to be judged by that.
   */
  private static Judgement waiting(RecordedComment comment) {
    return comment.isBlind()
        ? WithoutHints.judgement(comment)
        : new Judgement(
            comment.comment().id(), comment.decision().held(), true, true, comment.revision());
  }

  private static void write(JsonGenerator json, QueueEntry entry, RecordedComment comment)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", entry.id());
    json.writeStringField("arrivedAt", entry.arrivedAt().toString());
    json.writeNumberField("reports", entry.reports());
    JsonWriter.writeKnown(json, "group", entry.group());
    json.writeNumberField("waitingInGroup", entry.waitingInGroup());
    JsonWriter.writeKnown(json, "assignee", entry.assignee());
    Lease lease = entry.lease();
    if (lease != null) {
      json.writeObjectFieldStart("lease");
      json.writeStringField("holder", lease.holder().id());
      json.writeStringField("until", lease.until().toString());
      json.writeEndObject();
    }
    json.writeFieldName("comment");
    CommentEncoder.write(json, comment, waiting(comment));
    json.writeEndObject();
  }
}
