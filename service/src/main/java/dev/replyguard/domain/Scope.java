package dev.replyguard.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a site's key may be used for. */
public enum Scope {
  /** What a site's form needs: to have comments judged, and to report and settle them. */
  SUBMIT,
  /** To see what is there. */
  READ,
  /** All of it, and for moderators whom the site names. */
  ADMIN;

  /** The name on the wire, lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope of that {@link #key()}, or empty. */
  public static Optional<Scope> ofKey(String key) {
    return Arrays.stream(values()).filter(scope -> scope.key().equals(key)).findFirst();
  }
}
