package dev.replyguard.model;

/** A text could not be scored; the message says why and holds nothing of the text. */
public final class ScoringException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what went wrong. */
  public ScoringException(String message) {
    super(message);
  }

  /** With what went wrong and what it came from. */
  public ScoringException(String message, Throwable cause) {
    super(message, cause);
  }
}
