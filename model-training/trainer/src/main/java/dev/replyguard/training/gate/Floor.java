package dev.replyguard.training.gate;

import java.util.Locale;

/**
 * A figure and how far it may fall.
 *
 * @param at which figure
 * @param measured what it was
 * @param limit the lowest it may be, or, where lower is better, the highest
 */
public record Floor(FigureKey at, double measured, double limit) {
  /** Whether {@code now} is beyond the limit. */
  public boolean isBroken(double now) {
    // Also where it is not a number.
    return at.measure().isLowerBetter() ? !(now <= limit) : !(now >= limit);
  }

  /** What is wrong with {@code now}, in a line. */
  String broken(double now) {
    return String.format(
        Locale.ROOT,
        "%s, %s, %s: %s is %.4f, at %s %.4f expected (it was %.4f)",
        at.data(),
        at.rows(),
        at.label(),
        at.measure().key(),
        now,
        at.measure().isLowerBetter() ? "most" : "least",
        limit,
        measured);
  }
}
