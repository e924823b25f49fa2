package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done on each site, by whom and why; it is only ever added to. */
public interface AuditStore {
  /** How many entries one page has at most. */
  int MAX_PAGE = 1_000;

  /** What was done about a comment, the earliest first; as much as its list of entries holds. */
  Future<List<AuditEntry>> trail(String site, String commentId);

  /**
   * What was done within a time, by the clock of the store, the earliest first.
   *
   * @param from the earliest time
   * @param before the first time that is too late
   * @param after the id of the last entry seen, or null for the first page
   * @param limit at most so many, 1 to {@value #MAX_PAGE}
   */
  Future<List<AuditEntry>> page(
      String site, Instant from, Instant before, @Nullable String after, int limit);
}
