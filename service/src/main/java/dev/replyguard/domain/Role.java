package dev.replyguard.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do; each role may do what the one before it may. */
public enum Role {
  /** Looks at what waits and at what was done. */
  VIEWER,
  /** Decides comments, and trusts and bans authors. */
  MODERATOR,
  /** Sets the rules: policy, keys, webhooks and, for all sites, sites and users. */
  ADMIN;

  /** The name on the wire, lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that {@link #key()}, or empty. */
  public static Optional<Role> ofKey(String key) {
    return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
  }

  /** Whether who has this role may do what {@code least} may. */
  public boolean atLeast(Role least) {
    return compareTo(least) >= 0;
  }
}
