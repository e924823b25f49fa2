package dev.replyguard.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.http.v1.AdministrationPages.Page;
import dev.replyguard.http.v1.AdministrationPages.Wanted;
import dev.replyguard.store.AdministrationAudit;
import dev.replyguard.store.AuditEntry;
import dev.replyguard.store.AuditStore;
import dev.replyguard.store.Origin;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdministrationPagesTest {
  private final Trail trail = new Trail();
  private final AdministrationPages pages = new AdministrationPages(trail);
  private final SightOfSites news = new SightOfSites(Set.of("news"));

  @Test
  void ofSites_isGatheredFromAsManyReadsAsItTakes_andGoesOnWhereItEnded() {
    trail.put("shop", 1_500);
    trail.put("news", 2);
    trail.put("shop", 1_000);
    trail.put("news", 2);

    Page first = pages.ofSites(wanted(null, 3), news).result();
    Page second = pages.ofSites(wanted(first.next(), 3), news).result();

    assertThat(ids(first)).containsExactly("1501-0", "1502-0", "2503-0");
    assertThat(first.next()).isEqualTo("2503-0");
    assertThat(ids(second)).containsExactly("2504-0");
    assertThat(second.next()).isNull();
  }

  @Test
  void ofSites_manyOthers_isEndedAfterTenReads_withWhereToGoOn() {
    trail.put("shop", 12_000);
    trail.put("news", 1);

    Page first = pages.ofSites(wanted(null, 10), news).result();

    assertThat(first.entries()).isEmpty();
    assertThat(first.next()).isEqualTo("10000-0");
    assertThat(trail.reads).isEqualTo(10);
    assertThat(ids(pages.ofSites(wanted(first.next(), 10), news).result()))
        .containsExactly("12001-0");
  }

  @Test
  void all_isOneRead() {
    trail.put("shop", 5);

    Page first = pages.all(wanted(null, 3)).result();
    Page second = pages.all(wanted(first.next(), 3)).result();

    assertThat(ids(first)).containsExactly("1-0", "2-0", "3-0");
    assertThat(ids(second)).containsExactly("4-0", "5-0");
    assertThat(second.next()).isNull();
    assertThat(trail.reads).isEqualTo(2);
  }

  private static Wanted wanted(@Nullable String after, int limit) {
    return new Wanted(AdministrationAudit.Kind.SITES, Instant.EPOCH, Instant.MAX, after, limit);
  }

  private static Stream<String> ids(Page page) {
    return page.entries().stream().map(AuditEntry::id);
  }

  /** A trail of sites whose entries are numbered from 1. */
  private static final class Trail implements AdministrationAudit {
    private final List<AuditEntry> entries = new ArrayList<>();
    private int reads;

    void put(String site, int times) {
      for (int i = 0; i < times; i++) {
        entries.add(
            new AuditEntry(
                (entries.size() + 1) + "-0",
                "keyAdded",
                Actor.user("root"),
                Instant.EPOCH,
                null,
                List.of(),
                Map.of("site", site)));
      }
    }

    @Override
    public Future<Void> add(SignInNote note) {
      throw new UnsupportedOperationException("read only");
    }

    @Override
    public Future<Void> addSignOut(String user, Origin origin) {
      throw new UnsupportedOperationException("read only");
    }

    @Override
    public Future<List<AuditEntry>> page(
        Kind kind, Instant from, Instant before, @Nullable String after, int limit) {
      assertThat(limit).isBetween(1, AuditStore.MAX_PAGE);
      reads++;
      int seen = after == null ? 0 : Integer.parseInt(after.substring(0, after.indexOf('-')));
      return Future.succeededFuture(
          List.copyOf(entries.subList(seen, Math.min(entries.size(), seen + limit))));
    }
  }
}
