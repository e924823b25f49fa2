package dev.replyguard.model;

import java.io.IOException;

/** A model bundle cannot be used; the message names the file and says what is wrong with it. */
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * What is wrong with a bundle.
   *
   * @param file names it
   * @param problem in words
   */
  public BundleException(String file, String problem) {
    super(file + ": " + problem);
  }

  /** As {@link #BundleException(String, String)}, with what it came from. */
  public BundleException(String file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
