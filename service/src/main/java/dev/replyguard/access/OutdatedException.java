package dev.replyguard.access;

/** What was to be changed has been changed by somebody else meanwhile. */
public final class OutdatedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Of whatever it is. */
  public OutdatedException() {
    super("it has been changed meanwhile", null, false, false);
  }
}
