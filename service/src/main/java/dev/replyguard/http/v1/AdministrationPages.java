package dev.replyguard.http.v1;

import dev.replyguard.store.AdministrationAudit;
import dev.replyguard.store.AdministrationAudit.Kind;
import dev.replyguard.store.AuditEntry;
import dev.replyguard.store.AuditStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the installation's audit for who may see all of it, or only what is about some sites. */
final class AdministrationPages {
  // Of which few may be about the sites: a request takes its time, but never much of it.
  private static final int READS = 10;

  private final AdministrationAudit audit;

  AdministrationPages(AdministrationAudit audit) {
    this.audit = audit;
  }

  /**
   * What is asked for.
   *
   * @param before the first time that is too late
   * @param after the id of the last entry seen, or null for the first page
   * @param limit at most so many, 1 to {@value AuditStore#MAX_PAGE}
   */
  record Wanted(Kind kind, Instant from, Instant before, @Nullable String after, int limit) {
    Wanted after(String last) {
      return new Wanted(kind, from, before, last, limit);
    }
  }

  /**
   * A page.
   *
   * @param next after which entry there may be more; null where there are none
   */
  record Page(List<AuditEntry> entries, @Nullable String next) {}

  /** All there is. */
  Future<Page> all(Wanted wanted) {
    return read(wanted, wanted.limit())
        .map(entries -> new Page(entries, next(entries, wanted.limit())));
  }

  /** What those sites' admins may see; fewer than asked for where others have to be passed by. */
  Future<Page> ofSites(Wanted wanted, SightOfSites sight) {
    return ofSites(wanted, sight, new ArrayList<>(), READS);
  }

  private Future<Page> ofSites(
      Wanted wanted, SightOfSites sight, List<AuditEntry> seen, int reads) {
    return read(wanted, AuditStore.MAX_PAGE)
        .compose(
            entries -> {
              for (AuditEntry entry : entries) {
                Optional<AuditEntry> shown = sight.of(wanted.kind(), entry);
                shown.ifPresent(seen::add);
                if (seen.size() == wanted.limit()) {
                  return Future.succeededFuture(new Page(seen, entry.id()));
                }
              }
              String last = next(entries, AuditStore.MAX_PAGE);
              return last == null || reads == 1
                  ? Future.succeededFuture(new Page(seen, last))
                  : ofSites(wanted.after(last), sight, seen, reads - 1);
            });
  }

  private Future<List<AuditEntry>> read(Wanted wanted, int limit) {
    return audit.page(wanted.kind(), wanted.from(), wanted.before(), wanted.after(), limit);
  }

  private static @Nullable String next(List<AuditEntry> entries, int limit) {
    return ExportAudit.next(entries, limit);
  }
}
