package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Duration;

/** The one-time token with which the first password is set. Only its digest is stored. */
public interface SetupStore {

  /** Stores the token of that digest, for that long. */
  Future<Void> offer(String digest, Duration validity);

  /** Whether a token may still be used. */
  Future<Boolean> isOffered();

  /**
   * Uses the token up.
   *
   * @return true once, for the digest that was offered
   */
  Future<Boolean> take(String digest);

  /** No token may be used any longer. */
  Future<Void> withdraw();
}
