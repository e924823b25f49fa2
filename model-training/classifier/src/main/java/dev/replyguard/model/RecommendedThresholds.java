package dev.replyguard.model;

import java.util.List;
import java.util.Optional;

/**
 * From which score on a label can be trusted how far, as measured on comments the model never saw.
 *
 * @param points one for each target precision that the label reaches, by rising precision
 */
public record RecommendedThresholds(List<OperatingPoint> points) {
  /** No recommendation: the label reaches no target. */
  public static final RecommendedThresholds NONE = new RecommendedThresholds(List.of());

  /**
   * A threshold and what it brings.
   *
   * @param targetPrecision the share of right hits asked for, 0..1
   * @param threshold the lowest score that counts as a hit, 0..1
   * @param precision the share of right hits measured, 0..1
   * @param recall the share of all that deserve the label found, 0..1
   */
  public record OperatingPoint(
      double targetPrecision, float threshold, double precision, double recall) {
    public OperatingPoint {
      requireShare("targetPrecision", targetPrecision);
      requireShare("threshold", threshold);
      requireShare("precision", precision);
      requireShare("recall", recall);
    }

    private static void requireShare(String field, double value) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(field + ": must be within 0..1, is " + value);
      }
    }
  }

  public RecommendedThresholds {
    points = List.copyOf(points);
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).targetPrecision <= points.get(i - 1).targetPrecision) {
        throw new IllegalArgumentException("thresholds: rising target precisions expected");
      }
    }
  }

  /** What is recommended for a target such as 0.90; empty where the label does not reach it. */
  public Optional<OperatingPoint> at(double targetPrecision) {
    return points.stream()
        .filter(point -> Math.abs(point.targetPrecision - targetPrecision) < 1e-9)
        .findFirst();
  }
}
