package dev.replyguard.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.model.RecommendedThresholds.Uncertainty;

/** {@link OperatingPoint} as JSON; older bundles have no uncertainty, older readers skip it. */
final class OperatingPointFormat {
  private static final String UNCERTAINTY = "uncertainty";

  private OperatingPointFormat() {}

  static void write(OperatingPoint point, ObjectNode json) {
    json.put("targetPrecision", point.targetPrecision())
        .put("threshold", point.threshold())
        .put("precision", point.precision())
        .put("recall", point.recall());
    Uncertainty uncertainty = point.uncertainty();
    if (uncertainty != null) {
      ObjectNode node = json.putObject(UNCERTAINTY);
      node.put("confidence", uncertainty.confidence()).put("reached", uncertainty.reached());
      JsonOutput.put(node, "threshold", uncertainty.threshold());
      JsonOutput.put(node, "precision", uncertainty.precision());
      JsonOutput.put(node, "recall", uncertainty.recall());
    }
  }

  static OperatingPoint parse(Json json) {
    return new OperatingPoint(
        json.get("targetPrecision").number(),
        (float) json.get("threshold").number(),
        json.get("precision").number(),
        json.get("recall").number(),
        json.get(UNCERTAINTY).optional(OperatingPointFormat::uncertainty));
  }

  private static Uncertainty uncertainty(Json json) {
    return new Uncertainty(
        json.get("confidence").number(),
        json.get("reached").number(),
        json.get("threshold").interval(),
        json.get("precision").interval(),
        json.get("recall").interval());
  }
}
