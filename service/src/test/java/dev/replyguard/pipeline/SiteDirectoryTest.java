package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Site;
import dev.replyguard.store.SiteStore;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SiteDirectoryTest {
  private final List<Site> stored = new ArrayList<>();
  private boolean away;
  private final SiteDirectory directory = new SiteDirectory(new Store());

  @Test
  void ofKey_knowsWhatTheLastRefreshFound() {
    stored.add(new Site("demo", "Demo", SiteKeys.digest("abcdefABCDEF")));
    assertThat(directory.ofKey("abcdefABCDEF")).isEmpty();

    directory.refresh().await();

    assertThat(directory.ofKey("abcdefABCDEF")).map(Site::id).contains("demo");
    assertThat(directory.ofKey("abcdefABCDEf")).isEmpty();
    assertThat(directory.ofKey("")).isEmpty();
  }

  @Test
  void refresh_storeAway_keepsWhatIsKnown() {
    stored.add(new Site("demo", "Demo", SiteKeys.digest("abcdefABCDEF")));
    directory.refresh().await();
    away = true;

    assertThat(directory.refresh().failed()).isTrue();
    assertThat(directory.ofKey("abcdefABCDEF")).isPresent();
  }

  @Test
  void refresh_changedKey_forgetsTheOldOne() {
    stored.add(new Site("demo", "Demo", SiteKeys.digest("abcdefABCDEF")));
    directory.refresh().await();
    stored.set(0, new Site("demo", "Demo", SiteKeys.digest("ABCDEFabcdef")));

    directory.refresh().await();

    assertThat(directory.ofKey("abcdefABCDEF")).isEmpty();
    assertThat(directory.ofKey("ABCDEFabcdef")).isPresent();
  }

  @Test
  void random_keys_areTwelveCharactersOfBase62_andDiffer() {
    Set<String> keys = new HashSet<>();
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 1_000; i++) {
      keys.add(SiteKeys.random(random));
    }

    assertThat(keys).hasSize(1_000).allMatch(key -> key.matches("[0-9A-Za-z]{12}"));
  }

  private final class Store implements SiteStore {
    @Override
    public Future<List<Site>> sites() {
      return away
          ? Future.failedFuture(new StoreException(StoreException.Kind.UNREACHABLE, "test"))
          : Future.succeededFuture(List.copyOf(stored));
    }

    @Override
    public Future<Boolean> add(Site site) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> put(Site site) {
      throw new UnsupportedOperationException();
    }
  }
}
