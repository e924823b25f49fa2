package dev.replyguard.config;

import java.util.Locale;

/** When the session's cookie is sent over encrypted connections only. */
public enum SecureCookie {
  /** Unless the browser asked for this very machine, such as {@code http://localhost:8080}. */
  AUTO,
  /** Always. */
  ALWAYS,
  /** Never: for a network that is trusted, without TLS. */
  NEVER;

  /** The name in settings, lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
