package dev.replyguard.domain.policy;

import java.util.Locale;

/** In what a policy document is written. */
public enum PolicyFormat {
  JSON,
  YAML;

  /** The name on the wire and in the store. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of that {@link #key()}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static PolicyFormat ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
