package dev.replyguard.config;

import java.time.Duration;

/** The conditions that the records of this package have in common. */
final class Checks {
  private Checks() {}

  static int within(String setting, int value, int min, int max) {
    if (value < min || value > max) {
      throw new InvalidSettingException(
          setting, "a whole number from " + min + " to " + max + " expected, got " + value);
    }
    return value;
  }

  static Duration within(String setting, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidSettingException(
          setting,
          "a duration from "
              + Quantities.format(min)
              + " to "
              + Quantities.format(max)
              + " expected, got "
              + Quantities.format(value));
    }
    return value;
  }

  static String host(String setting, String value) {
    if (value.isBlank() || value.contains("/") || value.chars().anyMatch(Character::isWhitespace)) {
      throw new InvalidSettingException(
          setting, "a host name or an address to listen on expected, got '" + value + "'");
    }
    return value;
  }

  static int port(String setting, int value) {
    return within(setting, value, 0, 65_535);
  }
}
