package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.http.v1.ExplainedScores.LabelParts;
import dev.replyguard.http.v1.ExplainedScores.Part;
import dev.replyguard.model.Scores;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Writes the answer about a batch of texts. */
final class ScoresEncoder {
  private static final int TYPICAL_SIZE = 256;
  private static final int TYPICAL_EXPLAINED_SIZE = 4_096;

  private ScoresEncoder() {}

  static Buffer encode(String model, List<Scores> results) {
    return write(model, results, TYPICAL_SIZE, JsonWriter::writeScores);
  }

  static Buffer encodeExplained(String model, List<ExplainedScores> results) {
    return write(model, results, TYPICAL_EXPLAINED_SIZE, ScoresEncoder::writeExplained);
  }

  /** Where an explanation was asked for and the model gives none. */
  static Buffer encodeUnexplained(String model, List<Scores> results) {
    return write(
        model,
        results,
        TYPICAL_SIZE,
        (json, scores) -> {
          JsonWriter.writeScores(json, scores);
          json.writeNullField("contributions");
        });
  }

  private interface ResultWriter<T> {
    void write(JsonGenerator json, T result) throws IOException;
  }

  private static <T> Buffer write(
      String model, List<T> results, int typicalSize, ResultWriter<T> writer) {
    return JsonWriter.write(
        64 + typicalSize * results.size(),
        json -> {
          json.writeStartObject();
          json.writeStringField("model", model);
          json.writeArrayFieldStart("results");
          for (T result : results) {
            json.writeStartObject();
            writer.write(json, result);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void writeExplained(JsonGenerator json, ExplainedScores explained)
      throws IOException {
    JsonWriter.writeScores(json, explained.scores());
    writeContributions(json, explained);
  }

  /** Writes what the parts add to each label, as {@code contributions}. */
  static void writeContributions(JsonGenerator json, ExplainedScores explained) throws IOException {
    json.writeArrayFieldStart("contributions");
    for (LabelParts label : explained.labels()) {
      json.writeStartObject();
      json.writeStringField("label", label.label().key());
      writeLogOdds(json, "logit", label.logit());
      writeLogOdds(json, "bias", label.bias());
      json.writeArrayFieldStart("parts");
      for (Part part : label.parts()) {
        json.writeStartObject();
        json.writeNumberField("start", part.start());
        json.writeNumberField("end", part.end());
        if (part.feature() != null) {
          json.writeStringField("feature", part.feature());
        }
        if (part.normalized() != null) {
          json.writeStringField("normalized", part.normalized());
        }
        writeLogOdds(json, "weight", part.weight());
        json.writeEndObject();
      }
      json.writeEndArray();
      writeLogOdds(json, "rest", label.rest());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeLogOdds(JsonGenerator json, String field, long micro)
      throws IOException {
    json.writeFieldName(field);
    json.writeNumber(BigDecimal.valueOf(micro, 6).stripTrailingZeros().toPlainString());
  }
}
