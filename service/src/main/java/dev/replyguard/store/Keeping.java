package dev.replyguard.store;

import java.time.Duration;

/**
 * For how long a site's store keeps what ends by itself.
 *
 * @param reports who reported a comment, longer than zero
 * @param addresses an author's e-mail and address as they came in; zero: hashes of them only
 */
public record Keeping(Duration reports, Duration addresses) {

  /** What holds where nobody says anything. */
  public static final Keeping DEFAULTS = new Keeping(Duration.ofDays(90), Duration.ZERO);
}
