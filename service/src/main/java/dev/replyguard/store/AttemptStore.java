package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Duration;

/**
 * Counts attempts to sign in that have failed, so that nobody can go on guessing. An attempt counts
 * as failed from its beginning, so that many at once are no way around.
 */
public interface AttemptStore {

  /**
   * Counts an attempt, unless there have been too many.
   *
   * @param user a hash of whom it is about, whether there is such a user or not
   * @param address a hash of where it comes from
   * @return how long no further attempt is allowed; zero where this one is
   */
  Future<Duration> begin(String user, String address, Limits limits);

  /** Forgets the attempts of the user, and this one of the address: it was right. */
  Future<Void> succeeded(String user, String address);

  /**
   * When it is too much.
   *
   * @param ofUser failures about one user
   * @param ofAddress failures from one address
   * @param window how long failures count, from the first one of the window; and how long it is
   *     over then
   */
  record Limits(int ofUser, int ofAddress, Duration window) {}
}
