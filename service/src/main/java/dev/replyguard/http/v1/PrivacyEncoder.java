package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.review.PersonErasure;
import dev.replyguard.review.PersonExport;
import dev.replyguard.review.PersonExport.Kept;
import dev.replyguard.store.AuditEntry;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;

/** Writes what is kept of a person, and what was removed. */
final class PrivacyEncoder {
  /** Every kind there is, so that an answer tells of what there was nothing, too. */
  private static final List<String> KINDS =
      List.of(
          "comments",
          "revisions",
          "waiting",
          "quotes",
          "reports",
          "listEntries",
          "counters",
          "auditEntries",
          "events",
          "deliveries");

  private PrivacyEncoder() {}

  static Buffer progress(List<String> sites, PersonErasure.Progress progress) {
    return JsonWriter.write(
        512,
        json -> {
          json.writeStartObject();
          PersonErasure.Place next = progress.next();
          json.writeBooleanField("complete", next == null);
          json.writeArrayFieldStart("sites");
          for (String site : sites) {
            json.writeString(site);
          }
          json.writeEndArray();
          json.writeObjectFieldStart("removed");
          for (String kind : KINDS) {
            json.writeNumberField(kind, progress.removed().getOrDefault(kind, 0L));
          }
          json.writeEndObject();
          if (next != null) {
            json.writeStringField("cursor", Cursors.encode(PersonErasure.encode(next)));
          }
          json.writeEndObject();
        });
  }

  static Buffer page(PersonExport.Page page) {
    return JsonWriter.write(
        4_096,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("records");
          for (Kept each : page.records()) {
            write(json, each);
          }
          json.writeEndArray();
          PersonExport.Place next = page.next();
          if (next != null) {
            json.writeStringField("cursor", Cursors.encode(PersonExport.encode(next)));
          }
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Kept each) throws IOException {
    json.writeStartObject();
    json.writeStringField("site", each.site());
    if (each instanceof Kept.Written written) {
      json.writeStringField("kind", "comment");
      json.writeStringField("id", written.id());
      if (written.contact().isPresent()) {
        JsonWriter.writeKnown(json, "email", written.contact().get().email());
        JsonWriter.writeKnown(json, "ip", written.contact().get().ip());
      }
      json.writeArrayFieldStart("revisions");
      for (RecordedComment revision : written.history()) {
        write(json, revision);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("trail");
      for (AuditEntry entry : written.trail()) {
        AuditEncoder.write(json, entry);
      }
      json.writeEndArray();
    } else if (each instanceof Kept.Listed listed) {
      json.writeStringField("kind", "listEntry");
      json.writeFieldName("entry");
      ListEncoder.write(json, listed.entry(), null);
    } else if (each instanceof Kept.Noted noted) {
      json.writeStringField("kind", "auditEntry");
      json.writeFieldName("entry");
      AuditEncoder.write(json, noted.entry());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RecordedComment revision) throws IOException {
    Author author = revision.comment().author();
    json.writeStartObject();
    json.writeNumberField("revision", revision.revision());
    JsonWriter.writeKnown(json, "emailHash", author.email());
    JsonWriter.writeKnown(json, "ipHash", author.ip());
    JsonWriter.writeKnown(json, "userAgent", author.userAgent());
    json.writeFieldName("comment");
    CommentEncoder.write(
        json,
        revision,
        new Judgement(
            revision.comment().id(), revision.effective(), true, true, revision.revision()));
    json.writeEndObject();
  }
}
