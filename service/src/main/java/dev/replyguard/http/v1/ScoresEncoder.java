package dev.replyguard.http.v1;

import dev.replyguard.model.Scores;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Writes the answer about a batch of texts. */
final class ScoresEncoder {
  private static final int TYPICAL_SIZE = 256;

  private ScoresEncoder() {}

  static Buffer encode(String model, List<Scores> results) {
    return JsonWriter.write(
        64 + TYPICAL_SIZE * results.size(),
        json -> {
          json.writeStartObject();
          json.writeStringField("model", model);
          json.writeArrayFieldStart("results");
          for (Scores scores : results) {
            json.writeStartObject();
            JsonWriter.writeScores(json, scores);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
