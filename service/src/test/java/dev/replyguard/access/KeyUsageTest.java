package dev.replyguard.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.pipeline.SiteKeys;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.NoUsage;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeyUsageTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  private final Site site = new Site("demo", "Demo", SiteKeys.digest("abcdefABCDEF"));
  private final SiteKey key = site.keys().get(0);
  private final Store store = new Store();
  private Instant now = Instant.parse("2026-11-22T22:00:00Z");
  private final KeyUsage usage = new KeyUsage(store, KeyedHash.of(new byte[16]), () -> now);

  @Test
  void requestsCountedWhileTheStoreIsAway_areWrittenUnderTheDayTheyCameOn() {
    usage.count(site, key);
    usage.count(site, key);
    store.isAway = true;
    assertThat(usage.write().failed()).isTrue();
    now = Instant.parse("2026-11-23T02:00:00Z");
    usage.count(site, key);
    store.isAway = false;

    assertThat(usage.write().succeeded()).isTrue();
    assertThat(usage.write().succeeded()).isTrue();

    assertThat(store.written).containsExactly(Map.entry(DAY, 2L), Map.entry(DAY.plusDays(1), 1L));
  }

  private static final class Store extends NoUsage {
    private final Map<LocalDate, Long> written = new TreeMap<>();
    private boolean isAway;

    @Override
    public Future<Void> add(String site, LocalDate day, Map<String, Long> requests) {
      if (isAway) {
        return Future.failedFuture(new StoreException(StoreException.Kind.UNREACHABLE, "away"));
      }
      requests.values().forEach(count -> written.merge(day, count, Long::sum));
      return Future.succeededFuture();
    }
  }
}
