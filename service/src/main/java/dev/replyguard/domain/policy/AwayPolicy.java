package dev.replyguard.domain.policy;

import java.util.Locale;

/**
 * What to do while a part of the service cannot be asked.
 *
 * @param store when the store is away: lists, floods and first-time commenters cannot be told
 * @param model when the model cannot score; {@link Fallback#REFUSE} answers with an error, and
 *     nothing is recorded
 */
public record AwayPolicy(Fallback store, Fallback model) {

  /** Goes on without the store, and refuses while too much waits to be scored. */
  public static final AwayPolicy DEFAULTS = new AwayPolicy(Fallback.OPEN, Fallback.REFUSE);

  /** What becomes of a comment then. */
  public enum Fallback {
    /** The verdict is what the other parts make it. */
    OPEN,
    /** It is held at least. */
    HOLD,
    /** It is not judged: the site is to ask again. */
    REFUSE;

    /** The name on the wire. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public AwayPolicy {
    if (store == Fallback.REFUSE) {
      throw new IllegalArgumentException("store: open or hold expected, got refuse");
    }
  }
}
