package dev.replyguard.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How people sign in.
 *
 * @param idle how long a session may go unused, 1 minute to 30 days
 * @param lifetime how long it lasts at most, {@code idle} to 90 days
 * @param secureCookie when its cookie is for encrypted connections only
 * @param userFailures how many attempts about one user may fail within {@code lockOut}, 1 to 1,000
 * @param addressFailures how many from one address, {@code userFailures} to 100,000
 * @param lockOut how long each failure counts, and no more attempts are allowed, 1 second to 1 day
 * @param openId where people may sign in beside that; null for nowhere
 */
public record AccessSettings(
    Duration idle,
    Duration lifetime,
    SecureCookie secureCookie,
    int userFailures,
    int addressFailures,
    Duration lockOut,
    @Nullable OpenIdSettings openId) {

  /** What holds where nothing is set. */
  public static final AccessSettings DEFAULTS =
      new AccessSettings(
          Duration.ofHours(2),
          Duration.ofHours(12),
          SecureCookie.AUTO,
          10,
          100,
          Duration.ofMinutes(15),
          null);

  public AccessSettings {
    Checks.within("session.idle", idle, Duration.ofMinutes(1), Duration.ofDays(30));
    Checks.within("session.lifetime", lifetime, idle, Duration.ofDays(90));
    Checks.within("signIn.userFailures", userFailures, 1, 1_000);
    Checks.within("signIn.addressFailures", addressFailures, userFailures, 100_000);
    Checks.within("signIn.lockOut", lockOut, Duration.ofSeconds(1), Duration.ofDays(1));
  }
}
