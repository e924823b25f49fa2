package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Scores;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what was decided about a comment. */
final class JudgementEncoder {
  private static final int TYPICAL_SIZE = 768;

  private JudgementEncoder() {}

  static Buffer encode(Judgement judgement) {
    return JsonWriter.write(TYPICAL_SIZE, json -> write(json, judgement));
  }

  /**
   * Every revision of a comment, the latest first.
   *
   * @param told what is told of a revision's decision
   */
  static Buffer encodeRevisions(
      String commentId,
      List<RecordedComment> revisions,
      Function<RecordedComment, Judgement> told) {
    return JsonWriter.write(
        2 * TYPICAL_SIZE * revisions.size(),
        json -> {
          json.writeStartObject();
          json.writeStringField("id", commentId);
          json.writeArrayFieldStart("revisions");
          for (RecordedComment revision : revisions) {
            json.writeStartObject();
            json.writeNumberField("revision", revision.revision());
            json.writeStringField("recordedAt", revision.recordedAt().toString());
            json.writeStringField("text", revision.comment().text());
            json.writeFieldName("judgement");
            write(json, told.apply(revision));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** What was answered, or would be now, about a stored comment. */
  static Judgement judgement(RecordedComment recorded) {
    return new Judgement(
        recorded.comment().id(), recorded.effective(), true, true, recorded.revision());
  }

  /** Writes one judgement as an object. */
  static void write(JsonGenerator json, Judgement judgement) throws IOException {
    Decision decision = judgement.decision();
    json.writeStartObject();
    json.writeStringField("id", judgement.commentId());
    if (judgement.revision() > 0) {
      json.writeNumberField("revision", judgement.revision());
    }
    json.writeStringField("verdict", decision.verdict().key());
    Scores scores = decision.scores();
    if (scores != null) {
      JsonWriter.writeScores(json, scores);
    }
    json.writeArrayFieldStart("reasons");
    for (Reason reason : decision.reasons()) {
      writeReason(json, reason);
    }
    json.writeEndArray();
    json.writeStringField("model", decision.model());
    json.writeStringField("policy", decision.policy());
    json.writeBooleanField("cached", judgement.cached());
    json.writeBooleanField("recorded", judgement.recorded());
    if (judgement.blind()) {
      json.writeBooleanField("blind", true);
    }
    json.writeObjectFieldStart("language");
    json.writeStringField("detected", decision.detectedLanguage());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Writes one reason as an object. */
  static void writeReason(JsonGenerator json, Reason reason) throws IOException {
    json.writeStartObject();
    json.writeStringField("stage", reason.stage().key());
    json.writeStringField("rule", reason.rule());
    if (reason.label() != null) {
      json.writeStringField("label", reason.label().key());
    }
    writeKnown(json, "score", reason.score());
    writeKnown(json, "threshold", reason.threshold());
    Verdict verdict = reason.verdict();
    if (verdict != null) {
      json.writeStringField("verdict", verdict.key());
    }
    if (reason.shadow()) {
      json.writeBooleanField("shadow", true);
    }
    json.writeStringField("message", reason.message());
    json.writeArrayFieldStart("matches");
    for (Match match : reason.matches()) {
      json.writeStartObject();
      if (match.field() != Match.Field.TEXT) {
        json.writeStringField("field", match.field().key());
      }
      json.writeStringField("text", match.text());
      json.writeNumberField("start", match.start());
      json.writeNumberField("end", match.end());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!reason.features().isEmpty()) {
      json.writeArrayFieldStart("features");
      for (String feature : reason.features()) {
        json.writeString(feature);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeKnown(JsonGenerator json, String field, @Nullable Float probability)
      throws IOException {
    if (probability != null) {
      json.writeFieldName(field);
      JsonWriter.writeProbability(json, probability);
    }
  }
}
