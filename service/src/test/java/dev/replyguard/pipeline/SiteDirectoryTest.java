package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Scope;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.store.Origin;
import dev.replyguard.store.SiteStore;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SiteDirectoryTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final List<Site> stored = new ArrayList<>();
  private boolean away;
  private final SiteDirectory directory = new SiteDirectory(new Store(), () -> NOW);

  @Test
  void ofKey_knowsWhatTheLastRefreshFound() {
    stored.add(new Site("demo", "Demo", SiteKeys.digest("abcdefABCDEF")));
    assertThat(directory.holderOf("abcdefABCDEF")).isEmpty();

    directory.refresh().await();

    assertThat(directory.holderOf("abcdefABCDEF"))
        .map(holder -> holder.site().id())
        .contains("demo");
    assertThat(directory.holderOf("abcdefABCDEf")).isEmpty();
    assertThat(directory.holderOf("")).isEmpty();
  }

  @Test
  void refresh_storeAway_keepsWhatIsKnown() {
    stored.add(new Site("demo", "Demo", SiteKeys.digest("abcdefABCDEF")));
    directory.refresh().await();
    away = true;

    assertThat(directory.refresh().failed()).isTrue();
    assertThat(directory.holderOf("abcdefABCDEF")).isPresent();
  }

  @Test
  void refresh_changedKey_forgetsTheOldOne() {
    stored.add(new Site("demo", "Demo", SiteKeys.digest("abcdefABCDEF")));
    directory.refresh().await();
    stored.set(0, new Site("demo", "Demo", SiteKeys.digest("ABCDEFabcdef")));

    directory.refresh().await();

    assertThat(directory.holderOf("abcdefABCDEF")).isEmpty();
    assertThat(directory.holderOf("ABCDEFabcdef")).isPresent();
  }

  @Test
  void holderOf_severalKeysOfASite_allHold_untilTheyExpireOrAreDisabled() {
    Site site = new Site("demo", "Demo", SiteKeys.digest("abcdefABCDEF"));
    SiteKey first = site.keys().get(0);
    stored.add(
        site.withKey(key("second", "second000000", first.createdAt(), NOW.plusSeconds(1), false))
            .withKey(key("third", "third0000000", first.createdAt(), NOW, false))
            .withKey(key("fourth", "fourth000000", first.createdAt(), null, true)));
    directory.refresh().await();

    assertThat(directory.holderOf("abcdefABCDEF")).map(h -> h.key().id()).contains("first");
    assertThat(directory.holderOf("second000000")).map(h -> h.key().id()).contains("second");
    assertThat(directory.holderOf("third0000000")).isEmpty();
    assertThat(directory.holderOf("fourth000000")).isEmpty();
  }

  @Test
  void holderOf_disabledSite_isNobody() {
    Site site = new Site("demo", "Demo", SiteKeys.digest("abcdefABCDEF"));
    stored.add(new Site("demo", "Demo", site.keys(), true));
    directory.refresh().await();

    assertThat(directory.holderOf("abcdefABCDEF")).isEmpty();
    assertThat(directory.ofId("demo")).isPresent();
  }

  private static SiteKey key(
      String id, String secret, Instant createdAt, @Nullable Instant expiresAt, boolean disabled) {
    return new SiteKey(
        id,
        id,
        SiteKeys.digest(secret),
        Set.of(Scope.READ),
        Set.of(),
        1,
        0,
        createdAt,
        expiresAt,
        disabled);
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
    public Future<Added> add(Site site, Origin by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Optional<Site>> change(String id, Note note, UnaryOperator<Site> change) {
      throw new UnsupportedOperationException();
    }
  }
}
