package dev.replyguard.model;

/**
 * Between what bounds a figure lies, to a confidence that is said where the interval is used.
 *
 * @param low the lower bound, finite
 * @param high the upper bound, finite, not below {@code low}
 */
public record Interval(double low, double high) {
  public Interval {
    if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException(
          "interval: two rising finite numbers expected, got " + low + " and " + high);
    }
  }

  /** Whether {@code value} lies between the bounds or on one. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
