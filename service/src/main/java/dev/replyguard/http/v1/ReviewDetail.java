package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.Actor;
import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Ruling;
import dev.replyguard.model.Label;
import dev.replyguard.review.AuthorElsewhere;
import dev.replyguard.store.AuditEntry;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a moderator wants to know of one comment.
 *
 * @param comment the comment
 * @param normalized its text in the form in which what looks the same is the same
 * @param thresholds those in force for its section
 * @param explained what the parts of the text add to its scores; empty where the model cannot say
 * @param similar ids of the comments of its group that wait, itself left out
 * @param decided comments of its group that do not wait, the latest first; not told of where it is
 *     to be judged without hints
 * @param byAuthor other comments of its author, the latest first
 * @param elsewhere what its author wrote on other sites that the caller may see; empty where there
 *     are none, or nobody can be told
 * @param trail what was done about it, the earliest first
 */
record ReviewDetail(
    RecordedComment comment,
    String normalized,
    Function<Label, LabelThresholds> thresholds,
    Optional<ExplainedScores> explained,
    List<String> similar,
    List<RecordedComment> decided,
    List<RecordedComment> byAuthor,
    Optional<AuthorElsewhere.Findings> elsewhere,
    List<AuditEntry> trail) {

  Buffer encode() {
    return JsonWriter.write(4_096, this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", comment.comment().id());
    json.writeFieldName("comment");
    CommentEncoder.write(json, comment, WithoutHints.shown(comment));
    if (!normalized.equals(comment.comment().text())) {
      json.writeStringField("normalized", normalized);
    }
    if (!comment.isBlind()) {
      ThresholdsEncoder.write(json, thresholds);
      if (explained.isPresent()) {
        ScoresEncoder.writeContributions(json, explained.get());
      }
    }
    JsonWriter.writeKnown(json, "group", comment.group());
    json.writeArrayFieldStart("similar");
    for (String id : similar) {
      json.writeString(id);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("similarDecided");
    for (RecordedComment other : comment.isBlind() ? List.<RecordedComment>of() : decided) {
      write(json, other);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("byAuthor");
    for (RecordedComment other : byAuthor) {
      if (tellsOf(other)) {
        continue;
      }
      json.writeStartObject();
      json.writeStringField("id", other.comment().id());
      json.writeStringField("recordedAt", other.recordedAt().toString());
      json.writeStringField("verdict", WithoutHints.shown(other).decision().verdict().key());
      json.writeStringField("text", other.comment().text());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (elsewhere.isPresent()) {
      ElsewhereEncoder.write(json, elsewhere.get());
    }
    json.writeArrayFieldStart("trail");
    for (AuditEntry entry : trail) {
      AuditEncoder.write(json, comment.isBlind() ? WithoutHints.entry(entry) : entry);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** A comment like this one, and who decided what about it. */
  private static void write(JsonGenerator json, RecordedComment other) throws IOException {
    Ruling ruling = other.ruling();
    json.writeStartObject();
    json.writeStringField("id", other.comment().id());
    json.writeStringField("recordedAt", other.recordedAt().toString());
    json.writeStringField("verdict", WithoutHints.shown(other).decision().verdict().key());
    json.writeStringField("decidedBy", (ruling == null ? Actor.PIPELINE : ruling.by()).id());
    json.writeStringField(
        "decidedAt", (ruling == null ? other.decision().decidedAt() : ruling.at()).toString());
    json.writeStringField("text", other.comment().text());
    json.writeEndObject();
  }

  /** What was decided about a text like its own would tell what was decided about this one. */
  private boolean tellsOf(RecordedComment other) {
    String group = comment.group();
    return comment.isBlind() && group != null && group.equals(other.group());
  }
}
