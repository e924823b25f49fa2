package dev.replyguard.store.redis;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Brings the data of each site forward to a schema version, a bounded part at a time. It may be
 * broken off after any part, and a part may be run again: each must leave alone what it finds done.
 */
interface Migration {

  /** The schema version that the data have afterwards. */
  int to();

  /**
   * One part of a site's data.
   *
   * @param cursor where the part before has ended, or empty for the first
   * @return where to go on, or empty where that was the last one
   */
  Future<Optional<String>> part(String site, Optional<String> cursor);
}
