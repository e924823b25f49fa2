package dev.replyguard.domain.policy;

import java.util.Locale;

/**
 * How a site's checks in Akismet's protocol are answered, which knows spam and ham only.
 *
 * @param toxicity whether a comment counts as spam also for what is not advertising: insults and
 *     the like
 * @param held what is answered about a comment that people are to look at
 */
public record AkismetPolicy(boolean toxicity, Held held) {

  /** The whole verdict counts, and what is held is asked about again. */
  public static final AkismetPolicy DEFAULTS = new AkismetPolicy(true, Held.RETRY);

  /** What is answered about a comment that is held. */
  public enum Held {
    /** Neither word: WordPress keeps the comment back and asks again, until people have decided. */
    RETRY,
    /**
     * That it is no spam so far, and that the verdict comes later, where the site has a webhook at
     * the address that the call names; else as {@link #RETRY}.
     */
    WEBHOOK,
    /** That it is spam, to be found among the site's own spam. */
    SPAM;

    /** The name on the wire. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
