package dev.replyguard.http.v1;

import dev.replyguard.domain.Match;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Writes what people who leave comments are told. */
final class FormEncoder {
  private static final int TYPICAL_SIZE = 128;

  private FormEncoder() {}

  static Buffer encode(Submitted submitted) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeStringField("id", submitted.id());
          json.writeStringField("verdict", submitted.outcome().key());
          json.writeBooleanField("recorded", submitted.recorded());
          json.writeEndObject();
        });
  }

  static Buffer encode(Optional<Nudge> nudge) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("revise", nudge.isPresent());
          if (nudge.isPresent()) {
            json.writeStringField("label", nudge.get().label().key());
            json.writeStringField("words", nudge.get().words());
            json.writeArrayFieldStart("spans");
            for (Match span : nudge.get().spans()) {
              json.writeStartObject();
              json.writeNumberField("start", span.start());
              json.writeNumberField("end", span.end());
              json.writeEndObject();
            }
            json.writeEndArray();
          }
          json.writeEndObject();
        });
  }
}
