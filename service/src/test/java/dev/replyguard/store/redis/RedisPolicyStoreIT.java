package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.failure;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.PolicyStore;
import dev.replyguard.store.PolicyStore.Draft;
import dev.replyguard.store.PolicyStore.Put;
import dev.replyguard.store.PolicyStore.Stored;
import dev.replyguard.store.PolicyStore.Version;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class RedisPolicyStoreIT {
  private static final Actor GRACE = Actor.moderator("grace");

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final PolicyStore policies;

  RedisPolicyStoreIT(TestRedis redis) {
    this.redis = redis;
    this.policies = stores.open(redis.uri()).policies();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void put_first_isCurrentWithAuthorAndTime() {
    assertThat(get(policies.current(SITE))).isZero();

    Put put = get(policies.put(SITE, 0, draft("stages: {}", "first")));

    Version version = new Version(1, GRACE, Stores.NOW, "first", null);
    assertThat(put).isEqualTo(new Put.Done(version));
    assertThat(get(policies.current(SITE))).isEqualTo(1);
    assertThat(get(policies.find(SITE, 1)))
        .contains(new Stored(version, PolicyFormat.YAML, "stages: {}"));
    assertThat(redis.command("XRANGE", "rg:{demo}:audit", "-", "+").toString())
        .contains("\"type\":\"policy\"", "moderator:grace", "\"version\":1");
  }

  @Test
  void put_onAnotherThanTheCurrentOne_saysWhatHappened() {
    get(policies.put(SITE, 0, draft("a: 1", "first")));
    get(policies.put(SITE, 1, draft("a: 2", "second")));

    Put put = get(policies.put(SITE, 1, draft("a: 3", "third")));

    assertThat(put)
        .isEqualTo(
            new Put.Conflict(Optional.of(new Version(2, GRACE, Stores.NOW, "second", null))));
    assertThat(get(policies.find(SITE, 2)).orElseThrow().source()).isEqualTo("a: 2");
    assertThat(redis.command("XLEN", "rg:{demo}:audit")).containsExactly("2");
  }

  @Test
  void put_manyAtOnceFromTwoServices_oneWins() {
    PolicyStore second = stores.open(redis.uri()).policies();
    List<Future<Put>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add((i % 2 == 0 ? policies : second).put(SITE, 0, draft("a: " + i, "try")));
    }

    assertThat(all.stream().map(Stores::get)).filteredOn(Put.Done.class::isInstance).hasSize(1);
    assertThat(get(policies.current(SITE))).isEqualTo(1);
  }

  @Test
  void versions_latestFirst_inPages() {
    for (int i = 0; i < 7; i++) {
      get(policies.put(SITE, i, draft("a: " + i, "version " + (i + 1))));
    }

    assertThat(get(policies.versions(SITE, 7, 3)))
        .extracting(Version::number)
        .containsExactly(7, 6, 5);
    assertThat(get(policies.versions(SITE, 2, 3)))
        .extracting(Version::number)
        .containsExactly(2, 1);
    assertThat(get(policies.versions("other", 0, 3))).isEmpty();
  }

  @Test
  void put_wrongTypeOfKey_nothingIsChanged() {
    redis.command("SET", "rg:{demo}:policy:1", "x");

    assertThat(failure(policies.put(SITE, 0, draft("a: 1", "first"))))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("WRONGTYPE");
    assertThat(get(policies.current(SITE))).isZero();
    assertThat(redis.command("EXISTS", "rg:{demo}:audit")).containsExactly("0");
  }

  @Test
  void put_tooManyVersions_isFull() {
    redis.command("SET", "rg:{demo}:policy", Integer.toString(PolicyStore.MAX_VERSIONS));

    assertThat(get(policies.put(SITE, PolicyStore.MAX_VERSIONS, draft("a: 1", "more"))))
        .isEqualTo(new Put.Full());
  }

  private static Draft draft(String source, String note) {
    return new Draft(PolicyFormat.YAML, source, GRACE, note, null);
  }
}
