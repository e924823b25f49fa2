package dev.replyguard.training.evaluation;

import dev.replyguard.model.Interval;
import org.jspecify.annotations.Nullable;

/** Figures cut to six digits: what lies beyond differs between machines. */
public final class Rounded {
  private static final double SCALE = 1e6;

  private Rounded() {}

  /** A figure, or what is not a number as it is. */
  public static double of(double value) {
    return Double.isFinite(value) ? Math.round(value * SCALE) / SCALE : value;
  }

  /** Both bounds. */
  public static @Nullable Interval of(@Nullable Interval interval) {
    return interval == null ? null : new Interval(of(interval.low()), of(interval.high()));
  }
}
