package dev.replyguard;

/**
 * The service cannot start. The message is one line for the operator, and begins with the full
 * dotted name of the setting to look at.
 */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  StartException(String setting, String problem, Throwable cause) {
    super(setting + ": " + problem, cause);
  }

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
