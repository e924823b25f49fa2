package dev.replyguard.http.perspective;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.http.JsonOutput;
import dev.replyguard.http.perspective.Sentences.Span;
import dev.replyguard.http.perspective.TextLanguages.Told;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;

/**
 * The answer to {@code comments:analyze}.
 *
 * @param request what was asked
 * @param told the languages
 * @param asked the attributes to be told
 * @param spans the parts of the text
 * @param parity from the model's scores to those that are told
 * @param scores of the text, and then of its parts unless the only one is all of it
 */
record AnalyzeAnswer(
    AnalyzeRequest request,
    Told told,
    List<Attribute> asked,
    List<Span> spans,
    ScoreParity parity,
    List<Scores> scores) {

  private static final int TYPICAL_SIZE = 1_024;

  /**
   * An attribute that was asked for.
   *
   * @param name as the request has it
   * @param label what it stands for
   * @param threshold scores below it are left out
   */
  record Attribute(String name, Label label, float threshold) {}

  Buffer write(boolean pretty) {
    return JsonOutput.write(
        TYPICAL_SIZE,
        json -> {
          if (pretty) {
            json.useDefaultPrettyPrinter();
          }
          json.writeStartObject();
          writeAttributes(json);
          writeStrings(json, "languages", told.languages());
          writeStrings(json, "detectedLanguages", told.detected());
          if (request.clientToken() != null) {
            json.writeStringField("clientToken", request.clientToken());
          }
          json.writeEndObject();
        });
  }

  /** An attribute below its threshold is left out; where all are, the map itself is. */
  private void writeAttributes(JsonGenerator json) throws IOException {
    List<Attribute> told = asked.stream().filter(this::isTold).toList();
    if (told.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("attributeScores");
    for (Attribute attribute : told) {
      json.writeObjectFieldStart(attribute.name());
      json.writeArrayFieldStart("spanScores");
      for (int i = 0; i < spans.size(); i++) {
        json.writeStartObject();
        json.writeNumberField("begin", spans.get(i).begin());
        json.writeNumberField("end", spans.get(i).end());
        writeScore(json, "score", told(attribute, ofSpan(i)));
        json.writeEndObject();
      }
      json.writeEndArray();
      writeScore(json, "summaryScore", told(attribute, scores.get(0)));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private boolean isTold(Attribute attribute) {
    return scores.get(0).has(attribute.label())
        && told(attribute, scores.get(0)) >= attribute.threshold();
  }

  private float told(Attribute attribute, Scores ofText) {
    return parity.of(attribute.label(), ofText.get(attribute.label()));
  }

  private Scores ofSpan(int index) {
    return AnalyzeComment.isWhole(spans, request.text()) ? scores.get(0) : scores.get(1 + index);
  }

  private static void writeScore(JsonGenerator json, String field, float value) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeFieldName("value");
    JsonOutput.writeProbability(json, value);
    json.writeStringField("type", "PROBABILITY");
    json.writeEndObject();
  }

  static void writeStrings(JsonGenerator json, String field, List<String> values)
      throws IOException {
    if (values.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
