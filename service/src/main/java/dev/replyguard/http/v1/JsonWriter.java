package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What the answers' encoders have in common. */
final class JsonWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MICRO = 1_000_000;

  private JsonWriter() {}

  /** Writes a document. */
  interface Document {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** The document in memory. */
  static Buffer write(int sizeHint, Document document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(sizeHint);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      document.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory", e);
    }
    return Buffer.buffer(out.toByteArray());
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
    int micro = Math.round(probability * MICRO);
    if (micro == 0 || micro == MICRO) {
      json.writeNumber(micro / MICRO);
      return;
    }
    char[] digits = {'0', '.', '0', '0', '0', '0', '0', '0'};
    int end = 2;
    for (int i = digits.length - 1, rest = micro; i >= 2; i--, rest /= 10) {
      int digit = rest % 10;
      digits[i] = (char) ('0' + digit);
      if (end == 2 && digit != 0) {
        end = i + 1;
      }
    }
    json.writeNumber(digits, 0, end);
  }

  /** Writes the field, unless nothing is known. */
  static void writeKnown(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }
}
