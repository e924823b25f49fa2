package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Duration;

/** The tickets of sign-ins elsewhere that have been used up. */
public interface TicketStore {

  /**
   * Uses a ticket up.
   *
   * @param digest of the ticket
   * @param keep how long it could be used at most, and so is remembered
   * @return true the first time
   */
  Future<Boolean> use(String digest, Duration keep);
}
