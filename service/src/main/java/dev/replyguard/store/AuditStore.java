package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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

  /** How many entries one call of {@link #ofTypes} looks at. */
  int LOOKED_AT = 500;

  /**
   * What a look at a part of the trail has found.
   *
   * @param entries the earliest first
   * @param next the last entry that was looked at, behind which to go on; null where that was all
   */
  record Selection(List<AuditEntry> entries, @Nullable String next) {
    public Selection {
      entries = List.copyOf(entries);
    }
  }

  /**
   * Those among the next {@value #LOOKED_AT} entries that are of some types. Entries that name
   * nobody any longer are left out.
   *
   * @param from the earliest time, by the clock of the store
   * @param after {@link Selection#next()} of the call before, or null for the first one
   * @param types such as "listed"
   */
  Future<Selection> ofTypes(String site, Instant from, @Nullable String after, Set<String> types);
}
