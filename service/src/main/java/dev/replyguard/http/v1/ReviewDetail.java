package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.Actor;
import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.review.AuthorElsewhere;
import dev.replyguard.store.AuditEntry;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a moderator wants to know of one comment.
 *
 * @param comment the comment
 * @param normalized its text in the form in which what looks the same is the same
 * @param thresholds those in force for its section
 * @param explained what the parts of the text add to its scores; empty where the model cannot say
 * @param similar ids of the comments of its group that wait, itself left out
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
    List<RecordedComment> byAuthor,
    Optional<AuthorElsewhere.Findings> elsewhere,
    List<AuditEntry> trail) {
  private static final String VERDICT = "verdict";

  Buffer encode() {
    return JsonWriter.write(4_096, this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", comment.comment().id());
    json.writeFieldName("comment");
    CommentEncoder.write(json, comment, QueueEncoder.shown(comment));
    if (!normalized.equals(comment.comment().text())) {
      json.writeStringField("normalized", normalized);
    }
    ThresholdsEncoder.write(json, thresholds);
    if (explained.isPresent()) {
      ScoresEncoder.writeContributions(json, explained.get());
    }
    JsonWriter.writeKnown(json, "group", comment.group());
    json.writeArrayFieldStart("similar");
    for (String id : similar) {
      json.writeString(id);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("byAuthor");
    for (RecordedComment other : byAuthor) {
      json.writeStartObject();
      json.writeStringField("id", other.comment().id());
      json.writeStringField("recordedAt", other.recordedAt().toString());
      json.writeStringField("verdict", QueueEncoder.shown(other).decision().verdict().key());
      json.writeStringField("text", other.comment().text());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (elsewhere.isPresent()) {
      ElsewhereEncoder.write(json, elsewhere.get());
    }
    json.writeArrayFieldStart("trail");
    for (AuditEntry entry : trail) {
      AuditEncoder.write(json, comment.isBlind() ? blind(entry) : entry);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * The service's decision with the verdict of what is held, and without the rules that tell it.
   */
  private static AuditEntry blind(AuditEntry entry) {
    if (entry.by().kind() != Actor.Kind.PIPELINE || !entry.details().containsKey(VERDICT)) {
      return entry;
    }
    Map<String, String> details = new TreeMap<>(entry.details());
    details.put(VERDICT, Verdict.HOLD.key());
    return new AuditEntry(
        entry.id(), entry.type(), entry.by(), entry.at(), entry.comment(), List.of(), details);
  }
}
