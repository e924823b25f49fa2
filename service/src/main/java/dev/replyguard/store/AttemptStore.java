package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Duration;

/**
 * Counts attempts to sign in that have failed, so that nobody can go on guessing. An attempt counts
 * from its beginning, so that many at once are no way around; but for a moment only, until it is
 * known that it has failed: what could not be looked at is nobody's failure.
 */
public interface AttemptStore {
  /** For how long an attempt counts of which nothing more is heard. */
  Duration UNDECIDED = Duration.ofMinutes(1);

  /**
   * Begins an attempt, unless too many have failed, or are under way.
   *
   * @return how long no further attempt is allowed; zero where this one is
   */
  Future<Duration> begin(Attempted attempt, Limits limits);

  /** It was wrong, and counts from now on. */
  Future<Void> failed(Attempted attempt, Limits limits);

  /** It was right: forgets all about the user, and this one from the address. */
  Future<Void> succeeded(Attempted attempt);

  /** Nobody could tell: forgets it. */
  Future<Void> abandoned(Attempted attempt);

  /**
   * An attempt.
   *
   * @param id names it, and no other
   * @param user a hash of whom it is about, whether there is such a user or not
   * @param address a hash of where it comes from
   */
  record Attempted(String id, String user, String address) {}

  /**
   * When it is too much.
   *
   * @param ofUser failures about one user
   * @param ofAddress failures from one address
   * @param window how long each failure counts
   */
  record Limits(int ofUser, int ofAddress, Duration window) {}
}
