package dev.replyguard.pipeline;

/** More work is waiting than may wait: ask again later. */
public final class OverloadedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is full. */
  public OverloadedException(String message) {
    super(message);
  }
}
