package dev.replyguard.training.report;

import dev.replyguard.model.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. What is not a number is a dash. */
final class Format {
  static final String NONE = "\u2013";

  private Format() {}

  /** With so many digits after the point. */
  static String number(double value, int digits) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : NONE;
  }

  static String four(@Nullable Double value) {
    return value == null ? NONE : number(value, 4);
  }

  static String three(@Nullable Double value) {
    return value == null ? NONE : number(value, 3);
  }

  /** A whole number, thousands apart. */
  static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** A share as a percentage. */
  static String percent(double share, int digits) {
    return Double.isFinite(share) ? number(100 * share, digits) + " %" : NONE;
  }

  /** With its sign. */
  static String signed(double value, int digits) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%+." + digits + "f", value) : NONE;
  }

  /** Both bounds, or nothing. */
  static String interval(@Nullable Interval interval, int digits) {
    return interval == null
        ? ""
        : number(interval.low(), digits) + NONE + number(interval.high(), digits);
  }

  /** A figure and, in brackets, its interval. */
  static String with(@Nullable Double value, @Nullable Interval interval, int digits) {
    String figure = value == null ? NONE : number(value, digits);
    return interval == null ? figure : figure + " (" + interval(interval, digits) + ")";
  }

  /** Words with blanks for what joins them in a key. */
  static String words(String key) {
    return key.replace('_', ' ').replace('-', ' ');
  }
}
