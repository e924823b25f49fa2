package dev.replyguard.domain.policy;

import java.time.Duration;
import java.util.Locale;

/**
 * A rule about the same text coming again.
 *
 * @param scope from whom, and where
 * @param window within what time
 * @param minCharacters shorter texts may come again: thanks are short
 * @param action what follows
 */
public record DuplicateRule(Scope scope, Duration window, int minCharacters, Action action) {

  /** What two comments must have in common beside their text. */
  public enum Scope {
    /** The author and the article. */
    ARTICLE,
    /** The author. */
    AUTHOR,
    /** Nothing else. */
    SITE;

    /** The name on the wire. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
