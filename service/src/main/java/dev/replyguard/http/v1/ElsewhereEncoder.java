package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.Verdict;
import dev.replyguard.review.AuthorElsewhere;
import dev.replyguard.store.AuthorHistory;
import dev.replyguard.store.AuthorHistory.Past;
import dev.replyguard.store.CommentIndex;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes what an author wrote on other sites. */
final class ElsewhereEncoder {
  private ElsewhereEncoder() {}

  /** Writes the field {@code elsewhere}. */
  static void write(JsonGenerator json, AuthorElsewhere.Findings found) throws IOException {
    json.writeObjectFieldStart("elsewhere");
    json.writeStringField("matchedBy", found.by().name().toLowerCase(Locale.ROOT));
    json.writeArrayFieldStart("sites");
    for (AuthorHistory history : found.sites()) {
      json.writeStartObject();
      json.writeStringField("site", history.site());
      json.writeNumberField("comments", history.comments());
      for (Verdict verdict : Verdict.values()) {
        json.writeNumberField(verdict.key(), history.verdicts().getOrDefault(verdict, 0L));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("comments");
    for (Past past : latest(found)) {
      json.writeStartObject();
      json.writeStringField("site", past.site());
      json.writeStringField("id", past.id());
      json.writeStringField("recordedAt", past.recordedAt().toString());
      json.writeStringField("verdict", past.verdict().key());
      json.writeStringField("text", past.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("missing");
    for (String site : found.missing()) {
      json.writeString(site);
    }
    json.writeEndArray();
    json.writeBooleanField("more", found.more());
    json.writeEndObject();
  }

  /** The latest of all sites together. */
  private static List<Past> latest(AuthorElsewhere.Findings found) {
    return found.sites().stream()
        .flatMap(history -> history.latest().stream())
        .sorted(Comparator.comparing(Past::recordedAt).reversed())
        .limit(CommentIndex.TOLD)
        .toList();
  }
}
