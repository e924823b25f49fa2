package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Stores.failure;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Site;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.KeyedHash;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class SitesAndUsersIT {
  private final TestRedis redis;
  private final Stores stores = new Stores();

  SitesAndUsersIT(TestRedis redis) {
    this.redis = redis;
  }

  @AfterEach
  void close() {
    stores.close();
  }

  static Site site(String id) {
    return new Site(id, "Site \u201c" + id + "\u201d", "0123456789abcdef".repeat(4));
  }

  @Test
  void sites_severalAdded_inOrderOfIds() {
    RedisStore store = stores.open(redis.uri());
    assertThat(get(store.sites().sites())).isEmpty();
    for (String id : List.of("b", "a", "c-1")) {
      assertThat(get(store.sites().add(site(id)))).isTrue();
    }

    assertThat(get(store.sites().sites())).containsExactly(site("a"), site("b"), site("c-1"));
  }

  @Test
  void addSite_thereAlready_isLeftAsItIs() {
    RedisStore store = stores.open(redis.uri());
    get(store.sites().add(site("a")));

    assertThat(get(store.sites().add(new Site("a", "Other", "f".repeat(64))))).isFalse();

    assertThat(get(store.sites().sites())).containsExactly(site("a"));
  }

  @Test
  void putSite_thereAlready_isReplaced() {
    RedisStore store = stores.open(redis.uri());
    Site changed = new Site("a", "Other", "f".repeat(64));
    get(store.sites().put(site("a")));
    get(store.sites().put(changed));

    assertThat(get(store.sites().sites())).containsExactly(changed);
  }

  @Test
  void sites_oneUnreadable_failsAndNamesTheKind() {
    RedisStore store = stores.open(redis.uri());
    redis.command("HSET", "rg:sites", "a", "{\"v\":1,\"id\":\"NOT AN ID\"}");

    assertThat(failure(store.sites().sites())).hasMessageContaining("stored site cannot be read");
  }

  @Test
  void users_addedAndReplaced_lastHashHolds() {
    RedisStore store = stores.open(redis.uri());
    assertThat(get(store.users().passwordHash("admin"))).isEmpty();
    assertThat(get(store.users().add("admin", "first"))).isTrue();
    assertThat(get(store.users().add("admin", "second"))).isFalse();
    assertThat(get(store.users().passwordHash("admin"))).contains("first");

    get(store.users().put("admin", "third"));

    assertThat(get(store.users().passwordHash("admin"))).contains("third");
  }

  @Test
  void add_manyServicesAtOnce_oneAdds() {
    List<RedisStore> services = List.of(stores.open(redis.uri()), stores.open(redis.uri()));
    List<Future<Boolean>> added = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      RedisStore service = services.get(i % 2);
      added.add(service.sites().add(new Site("a", "Site " + i, "0".repeat(64))));
      added.add(service.users().add("admin", "hash " + i));
    }

    assertThat(added.stream().map(Stores::get).filter(isNew -> isNew)).hasSize(2);
  }

  @Test
  void connect_severalServicesAtOnce_sameSecret() {
    List<Future<RedisStore>> starting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starting.add(stores.connect(Stores.settings(redis.uri()), stores.vertx()));
    }

    List<String> hashes =
        starting.stream().map(Stores::get).map(store -> store.hash().hex("email", "x")).toList();

    assertThat(hashes.stream().distinct()).hasSize(1);
    assertThat(redis.command("GET", "rg:secret").get(0)).matches("[0-9a-f]{64}");
  }

  @Test
  void connect_configuredSecret_isUsedAndNotStored() {
    String secret = "configured-by-the-operator";
    RedisStore store =
        get(
            RedisStore.connect(
                stores.vertx(),
                Stores.settings(redis.uri()),
                new RedisStore.Options(1, Duration.ofMinutes(1), secret),
                stores.registry(),
                InstantSource.system()));

    assertThat(store.hash().hex("email", "x"))
        .isEqualTo(KeyedHash.of(secret.getBytes(StandardCharsets.UTF_8)).hex("email", "x"));
    assertThat(redis.command("KEYS", "rg:secret")).isEmpty();
  }
}
