package dev.replyguard.domain;

import java.time.Duration;

/** Refuses values of a policy that are out of their range, by the name of the field. */
final class Bounds {
  private Bounds() {}

  static void within(String field, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          field + ": " + min + " to " + max + " expected, got " + value);
    }
  }

  static void within(String field, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          field + ": " + plain(min) + " to " + plain(max) + " expected, got " + plain(value));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
