package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.review.BulkReview;
import dev.replyguard.store.ListStore;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes entries of author lists. */
final class ListEncoder {
  private static final int TYPICAL_SIZE = 256;

  private ListEncoder() {}

  static Buffer entry(ListEntry entry) {
    return JsonWriter.write(TYPICAL_SIZE, json -> write(json, entry, null));
  }

  /** The entry, with what became of the author's waiting comments where they were rejected. */
  static Buffer put(ListEntry entry, BulkReview.@Nullable Result cleared) {
    return JsonWriter.write(TYPICAL_SIZE, json -> write(json, entry, cleared));
  }

  static Buffer page(ListStore.Page page) {
    return JsonWriter.write(
        TYPICAL_SIZE * (1 + page.entries().size()),
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("entries");
          for (ListEntry entry : page.entries()) {
            write(json, entry, null);
          }
          json.writeEndArray();
          String next = page.next();
          if (next != null) {
            json.writeStringField("next", Cursors.encode(next));
          }
          json.writeEndObject();
        });
  }

  /** Writes an entry as an object. */
  static void write(JsonGenerator json, ListEntry entry, BulkReview.@Nullable Result cleared)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", entry.id());
    json.writeStringField("list", entry.list().key());
    json.writeStringField("trait", entry.trait().key());
    JsonWriter.writeKnown(json, "value", entry.value());
    JsonWriter.writeKnown(json, "reason", entry.reason());
    Instant expiresAt = entry.expiresAt();
    JsonWriter.writeKnown(json, "expiresAt", expiresAt == null ? null : expiresAt.toString());
    json.writeStringField("by", entry.by().id());
    json.writeStringField("at", entry.at().toString());
    if (cleared != null) {
      json.writeNumberField("rejected", cleared.decided());
      json.writeBooleanField("moreWaiting", cleared.more());
    }
    json.writeEndObject();
  }
}
