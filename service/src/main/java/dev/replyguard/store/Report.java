package dev.replyguard.store;

import dev.replyguard.domain.Author;
import java.util.Locale;

/**
 * A reader's report of a comment.
 *
 * @param reader who reports: the first known of id, e-mail and address
 * @param reason why
 */
public record Report(Author reader, Reason reason) {

  /** Why readers report. */
  public enum Reason {
    ABUSE,
    SPAM,
    OFF_TOPIC,
    PERSONAL_DATA,
    ILLEGAL,
    MISINFORMATION,
    OTHER;

    /** The name on the wire, lower case with underscores. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
