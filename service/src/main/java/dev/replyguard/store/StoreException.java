package dev.replyguard.store;

/** The store could not do what it was asked; nothing may be assumed about what it did do. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, as far as it matters to the caller and to metrics. */
  public enum Kind {
    /** No connection: the command was not sent. */
    UNREACHABLE,
    /** Sent, but not answered: in time, or before the connection broke. */
    TIMEOUT,
    /** Too many commands are waiting already: the command was not sent. */
    OVERLOADED,
    /** The store answered with an error, or with something we cannot read. */
    FAILED
  }

  private final Kind kind;

  /** As {@link RuntimeException}, with its kind; the message never holds a comment's text. */
  public StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** As {@link RuntimeException}, with its kind; the message never holds a comment's text. */
  public StoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Why the store failed. */
  public Kind kind() {
    return kind;
  }
}
