package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Duration;

/** How many event streams each caller has open, at all services together. */
public interface StreamPlaces {

  /**
   * Takes a place for a stream, or keeps the one it has.
   *
   * @param caller whose
   * @param stream names the stream, and no other
   * @param limit how many the caller may have
   * @param lease after how long the place is free again unless it is kept
   * @return false where the caller has as many as may be
   */
  Future<Boolean> take(String caller, String stream, int limit, Duration lease);

  /** Gives the place back. */
  Future<Void> leave(String caller, String stream);
}
