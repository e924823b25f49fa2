package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Stores.failure;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.redis.SchemaMigrator.Times;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class SchemaMigratorIT {
  private static final Times TIMES =
      new Times(Duration.ofSeconds(5), Duration.ofMillis(20), Duration.ofSeconds(10));
  private static final int A_PART = 10;

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final Vertx vertx = stores.vertx();
  private final List<String> parts = Collections.synchronizedList(new ArrayList<>());

  SchemaMigratorIT(TestRedis redis) {
    this.redis = redis;
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void settle_emptyRedis_isOfTheCurrentVersion_withNothingDone() {
    get(migrator(3, renaming(2, "a", "b")).settle());

    assertThat(version()).isEqualTo("3");
    assertThat(parts).isEmpty();
    assertThat(redis.command("EXISTS", Keys.SCHEMA_LEASE)).containsExactly("0");
  }

  @Test
  void settle_dataFromBeforeThereWereVersions_allSitesAreBroughtForward_once() {
    store("one", 25, "a");
    store("two", 3, "a");

    get(migrator(3, renaming(3, "b", "c"), renaming(2, "a", "b")).settle());
    get(migrator(3, renaming(3, "b", "c"), renaming(2, "a", "b")).settle());

    assertThat(version()).isEqualTo("3");
    assertThat(values("one", 25, "c")).hasSize(25);
    assertThat(values("two", 3, "c")).hasSize(3);
    assertThat(parts)
        .containsExactly(
            "2 one", "2 one 10", "2 one 20", "2 two", "3 one", "3 one 10", "3 one 20", "3 two");
  }

  @Test
  void settle_brokenOff_goesOnAfterTheLastPart() {
    store("one", 45, "a");
    store("two", 15, "a");
    Migration breaks =
        withParts(
            2,
            (site, cursor) ->
                cursor.equals(Optional.of("20"))
                    ? Future.failedFuture(
                        new StoreException(StoreException.Kind.UNREACHABLE, "gone"))
                    : rename(2, site, cursor, "a", "b"));

    assertThat(failure(migrator(2, breaks).settle())).hasMessage("gone");
    assertThat(redis.command("EXISTS", Keys.SCHEMA)).containsExactly("0");
    assertThat(values("one", 45, "a")).hasSize(25);
    redis.command("DEL", Keys.SCHEMA_LEASE); // as it ends by itself
    get(migrator(2, renaming(2, "a", "b")).settle());

    assertThat(values("one", 45, "b")).hasSize(45);
    assertThat(values("two", 15, "b")).hasSize(15);
    assertThat(parts)
        .containsExactly(
            "2 one", "2 one 10", "2 one 20", "2 one 30", "2 one 40", "2 two", "2 two 10");
    assertThat(version()).isEqualTo("2");
  }

  @Test
  void settle_byTwoAtOnce_oneDoesTheWorkAndTheOtherWaits() {
    store("one", 60, "a");
    Migration slow =
        withParts(
            2,
            (site, cursor) ->
                vertx
                    .timer(30, TimeUnit.MILLISECONDS)
                    .compose(later -> rename(2, site, cursor, "a", "b")));

    List<Future<Void>> both = List.of(migrator(2, slow).settle(), migrator(2, slow).settle());
    get(Future.all(both));

    assertThat(parts).hasSize(7).doesNotHaveDuplicates();
    assertThat(values("one", 60, "b")).hasSize(60);
  }

  @Test
  void settle_whoHadTheLeaseWasKilled_theNextOneTakesOverWhenItEnds() {
    store("one", 5, "a");
    redis.command("SET", Keys.SCHEMA_LEASE, "somebody", "PX", "300");

    get(migrator(2, renaming(2, "a", "b")).settle());

    assertThat(parts).containsExactly("2 one");
    assertThat(version()).isEqualTo("2");
  }

  @Test
  void settle_anotherInstanceDoesNotEnd_failsInTheEnd() {
    store("one", 5, "a");
    redis.command("SET", Keys.SCHEMA_LEASE, "somebody", "PX", "60000");
    Times hasty = new Times(TIMES.lease(), TIMES.pause(), Duration.ofMillis(100));

    Throwable failure =
        failure(
            new SchemaMigrator(vertx, links(), schema(2, renaming(2, "a", "b")), hasty).settle());

    assertThat(failure).hasMessageStartingWith("redis.uri: another instance is still");
    assertThat(parts).isEmpty();
  }

  @Test
  void settle_theLeaseIsLost_nothingMoreIsDone() {
    store("one", 45, "a");
    Migration loses =
        withParts(
            2,
            (site, cursor) -> {
              Future<Optional<String>> renamed = rename(2, site, cursor, "a", "b");
              return cursor.equals(Optional.of("10"))
                  ? renamed.compose(
                      next ->
                          aside(
                              () -> {
                                redis.command("SET", Keys.SCHEMA_LEASE, "somebody else");
                                return next;
                              }))
                  : renamed;
            });

    assertThat(failure(migrator(2, loses).settle())).hasMessageContaining("taken over");
    assertThat(values("one", 45, "a")).hasSize(25);
    assertThat(redis.command("GET", Keys.SCHEMA_LEASE)).containsExactly("somebody else");
  }

  @Test
  void settle_dataOfALaterRelease_areRefusedAndLeftAlone() {
    store("one", 5, "a");
    redis.command("SET", Keys.SCHEMA, "4");

    Throwable failure = failure(migrator(3, renaming(3, "a", "b")).settle());

    assertThat(failure)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "redis.uri: the data there are of schema version 4, which this release does not know:"
                + " start the release that wrote it, or a later one");
    assertThat(parts).isEmpty();
    assertThat(version()).isEqualTo("4");
  }

  @Test
  void settle_dataTooOldToBeBroughtForward_areRefusedAndLeftAlone() {
    store("one", 5, "a");
    Schema schema = new Schema(2, 3, List.of(renaming(3, "a", "b")));

    Throwable failure = failure(new SchemaMigrator(vertx, links(), schema, TIMES).settle());

    assertThat(failure).hasMessageContaining("version 1").hasMessageContaining("in between");
    assertThat(parts).isEmpty();
    assertThat(redis.command("EXISTS", Keys.SCHEMA, Keys.SCHEMA_LEASE)).containsExactly("0");
  }

  @Test
  void schema_migrationToNoVersionOfIts_isRefused() {
    assertThatThrownBy(() -> schema(2, renaming(3, "a", "b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private SchemaMigrator migrator(int current, Migration... migrations) {
    return new SchemaMigrator(vertx, links(), schema(current, migrations), TIMES);
  }

  private static Schema schema(int current, Migration... migrations) {
    return new Schema(Schema.FIRST, current, List.of(migrations));
  }

  private RedisLinks links() {
    return get(
        RedisLinks.open(
            vertx, Stores.patient(redis.uri()), 1, new RedisMetrics(new SimpleMeterRegistry())));
  }

  private interface Part {
    Future<Optional<String>> of(String site, Optional<String> cursor);
  }

  private Migration renaming(int to, String from, String field) {
    return withParts(to, (site, cursor) -> rename(to, site, cursor, from, field));
  }

  private static Migration withParts(int to, Part part) {
    return new Migration() {
      @Override
      public int to() {
        return to;
      }

      @Override
      public Future<Optional<String>> part(String site, Optional<String> cursor) {
        return part.of(site, cursor);
      }
    };
  }

  /** Gives a field of some of the site's comments another name. */
  private Future<Optional<String>> rename(
      int to, String site, Optional<String> cursor, String from, String field) {
    parts.add(to + " " + site + cursor.map(text -> " " + text).orElse(""));
    return aside(
        () -> {
          int at = cursor.map(Integer::parseInt).orElse(0);
          List<String> ids =
              redis.command(
                  "ZRANGE",
                  Keys.recorded(site),
                  Integer.toString(at),
                  Integer.toString(at + A_PART - 1));
          for (String id : ids) {
            String key = Keys.comment(site, id);
            List<String> value = redis.command("HGET", key, from);
            if (!value.isEmpty()) {
              redis.command("HSET", key, field, value.get(0));
              redis.command("HDEL", key, from);
            }
          }
          return ids.size() < A_PART
              ? Optional.empty()
              : Optional.of(Integer.toString(at + A_PART));
        });
  }

  /** On a thread that is no Vert.x thread, because it waits. */
  private <T> Future<T> aside(Supplier<T> work) {
    return Future.fromCompletionStage(
        CompletableFuture.supplyAsync(work), vertx.getOrCreateContext());
  }

  private void store(String site, int comments, String field) {
    redis.command("HSET", Keys.SITES, site, "{}");
    for (int i = 0; i < comments; i++) {
      redis.command("HSET", Keys.comment(site, "c" + i), field, "value " + i);
      redis.command("ZADD", Keys.recorded(site), Integer.toString(i), "c" + i);
    }
  }

  private List<String> values(String site, int comments, String field) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < comments; i++) {
      values.addAll(redis.command("HGET", Keys.comment(site, "c" + i), field));
    }
    return values;
  }

  private String version() {
    return String.join("", redis.command("GET", Keys.SCHEMA));
  }
}
