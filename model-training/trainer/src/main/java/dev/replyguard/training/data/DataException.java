package dev.replyguard.training.data;

import java.io.IOException;

/**
 * A data file that cannot be read as what it should be, or one that cannot be written. The message
 * names the file, the line where known, and what was expected; it never holds a comment's text.
 */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A fault that {@code message} tells completely. */
  DataException(String message) {
    super(message);
  }

  /** A fault of a file as a whole. */
  public DataException(String file, String message) {
    super(file + ": " + message);
  }

  /** A fault of a file as a whole, found by another exception. */
  public DataException(String file, String message, Throwable cause) {
    super(file + ": " + message, cause);
  }

  /**
   * A fault in one line.
   *
   * @param line from 1, the header's line included
   */
  public DataException(String file, long line, String message) {
    super(file + ", line " + line + ": " + message);
  }

  /**
   * A fault in one record.
   *
   * @param line it starts at, from 1, the header's line included
   * @param record from 1, the header not counted
   */
  public DataException(String file, long line, long record, String message) {
    super(file + ", line " + line + ", record " + record + ": " + message);
  }
}
