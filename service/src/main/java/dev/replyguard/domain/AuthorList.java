package dev.replyguard.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two lists of authors that a site keeps. */
public enum AuthorList {
  /** Their comments are approved. */
  TRUSTED,
  /** Their comments are rejected. */
  BANNED;

  /** The name on the wire and in metrics, lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The list of that {@link #key()}, or empty when there is none. */
  public static Optional<AuthorList> ofKey(String key) {
    return Arrays.stream(values()).filter(list -> list.key().equals(key)).findFirst();
  }
}
