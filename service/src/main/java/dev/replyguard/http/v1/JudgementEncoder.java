package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Reason;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the answer about one comment. */
final class JudgementEncoder {
  private static final int TYPICAL_SIZE = 768;

  private JudgementEncoder() {}

  static Buffer encode(Judgement judgement) {
    return JsonWriter.write(TYPICAL_SIZE, json -> writeJudgement(json, judgement));
  }

  private static void writeJudgement(JsonGenerator json, Judgement judgement) throws IOException {
    Decision decision = judgement.decision();
    json.writeStartObject();
    json.writeStringField("id", judgement.commentId());
    json.writeStringField("verdict", decision.verdict().key());
    JsonWriter.writeScores(json, decision.scores());
    json.writeArrayFieldStart("reasons");
    for (Reason reason : decision.reasons()) {
      writeReason(json, reason);
    }
    json.writeEndArray();
    json.writeStringField("model", decision.model());
    json.writeStringField("policy", decision.policy());
    json.writeBooleanField("cached", judgement.cached());
    json.writeBooleanField("recorded", judgement.recorded());
    json.writeObjectFieldStart("language");
    json.writeStringField("detected", decision.detectedLanguage());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeReason(JsonGenerator json, Reason reason) throws IOException {
    json.writeStartObject();
    json.writeStringField("stage", reason.stage().key());
    json.writeStringField("rule", reason.rule());
    if (reason.label() != null) {
      json.writeStringField("label", reason.label().key());
    }
    writeKnown(json, "score", reason.score());
    writeKnown(json, "threshold", reason.threshold());
    json.writeStringField("message", reason.message());
    json.writeArrayFieldStart("matches");
    for (Match match : reason.matches()) {
      json.writeStartObject();
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
