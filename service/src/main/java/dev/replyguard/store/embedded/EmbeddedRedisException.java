package dev.replyguard.store.embedded;

/** The service's own Redis cannot be had; the message names the setting to change. */
public final class EmbeddedRedisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** As {@link RuntimeException}. */
  public EmbeddedRedisException(String message) {
    super(message);
  }

  /** As {@link RuntimeException}. */
  public EmbeddedRedisException(String message, Throwable cause) {
    super(message, cause);
  }
}
