package dev.replyguard.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * @param uncertainty how sure all this is; null in bundles made before it was measured
   */
  public record OperatingPoint(
      double targetPrecision,
      float threshold,
      double precision,
      double recall,
      @Nullable Uncertainty uncertainty) {
    public OperatingPoint {
      requireShare("targetPrecision", targetPrecision);
      requireShare("threshold", threshold);
      requireShare("precision", precision);
      requireShare("recall", recall);
    }

    /** A threshold of which nobody measured how sure it is. */
    public OperatingPoint(
        double targetPrecision, float threshold, double precision, double recall) {
      this(targetPrecision, threshold, precision, recall, null);
    }
  }

  /**
   * How sure an operating point is, told by choosing and measuring it again on resampled comments.
   *
   * @param confidence of the intervals, between 0 and 1
   * @param reached in what share of the resamples the target precision was reached, 0..1
   * @param threshold where the threshold lies when it is chosen again, among those resamples
   * @param precision what the chosen threshold brings
   * @param recall what the chosen threshold brings
   */
  public record Uncertainty(
      double confidence, double reached, Interval threshold, Interval precision, Interval recall) {
    public Uncertainty {
      requireShare("confidence", confidence);
      requireShare("reached", reached);
      requireShares("threshold", threshold);
      requireShares("precision", precision);
      requireShares("recall", recall);
    }

    private static void requireShares(String field, Interval interval) {
      requireShare(field, interval.low());
      requireShare(field, interval.high());
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

  private static void requireShare(String field, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(field + ": must be within 0..1, is " + value);
    }
  }
}
