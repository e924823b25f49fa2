package dev.replyguard.domain;

import java.util.Locale;

/** Where in the pipeline a reason arose; the order is the order of the stages. */
public enum Stage {
  KNOWN,
  LISTS,
  RULES,
  MEMORY,
  SCORE,
  POLICY,
  /** People, after all stages. */
  REVIEW;

  /** The name on the wire and in metrics, lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The stage of that {@link #key()}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Stage ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
