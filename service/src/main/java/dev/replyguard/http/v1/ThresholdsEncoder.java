package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.model.Label;
import java.io.IOException;
import java.util.function.Function;

/** Writes from which score on comments are held and rejected, label by label. */
final class ThresholdsEncoder {
  private ThresholdsEncoder() {}

  /** As {@code thresholds}. */
  static void write(JsonGenerator json, Function<Label, LabelThresholds> thresholds)
      throws IOException {
    json.writeObjectFieldStart("thresholds");
    for (Label label : Label.ALL) {
      json.writeObjectFieldStart(label.key());
      LabelThresholds these = thresholds.apply(label);
      write(json, "hold", these.hold());
      write(json, "reject", these.reject());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** Null where no score reaches it. */
  private static void write(JsonGenerator json, String field, float threshold) throws IOException {
    json.writeFieldName(field);
    if (threshold > 1) {
      json.writeNull();
    } else {
      JsonWriter.writeProbability(json, threshold);
    }
  }
}
