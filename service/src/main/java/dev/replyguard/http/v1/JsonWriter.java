package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.http.JsonOutput;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the answers' encoders have in common. */
final class JsonWriter {
  private JsonWriter() {}

  /** The document in memory. */
  static Buffer write(int sizeHint, JsonOutput.Document document) {
    return JsonOutput.write(sizeHint, document);
  }

  /** Writes the field {@code scores}, null for a label that the model does not know. */
  static void writeScores(JsonGenerator json, Scores scores) throws IOException {
    json.writeObjectFieldStart("scores");
    for (Label label : Label.ALL) {
      json.writeFieldName(label.key());
      if (scores.has(label)) {
        writeProbability(json, scores.get(label));
      } else {
        json.writeNull();
      }
    }
    json.writeEndObject();
  }

  /** Writes a number of 0..1 to six decimals, which is more than any model knows. */
  static void writeProbability(JsonGenerator json, float probability) throws IOException {
    JsonOutput.writeProbability(json, probability);
  }

  /** Writes the field, unless nothing is known. */
  static void writeKnown(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }
}
