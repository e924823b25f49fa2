package dev.replyguard.config;

import java.util.Locale;

/** How a line of the log looks. */
public enum LogFormat {
  /** One JSON object a line, for collectors. */
  JSON,
  /** One plain line, for people. */
  TEXT;

  /** The name in settings, lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
