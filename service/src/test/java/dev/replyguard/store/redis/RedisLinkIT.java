package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Stores.failure;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.replyguard.config.AppendFsync;
import dev.replyguard.config.RedisSettings;
import dev.replyguard.domain.Verdict;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(RedisExtension.class)
class RedisLinkIT {
  private static final CacheKey CACHE = new CacheKey("0123456789abcdef0123456789abcdef");
  private static final Duration SOON = Duration.ofSeconds(10);

  private final TestRedis redis;
  private final Stores stores = new Stores();

  RedisLinkIT(TestRedis redis) {
    this.redis = redis;
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void redisStoppedAndStarted_failsAtOnceMeanwhile_thenGoesOn() {
    RedisStore store = stores.openHasty(redis.uri());
    get(record(store, "before"));

    redis.stop();
    Awaitility.await().atMost(SOON).until(() -> !store.isUp());
    assertThat(up()).isZero();
    for (int i = 0; i < 100; i++) {
      long start = System.nanoTime();
      assertThat(kind(record(store, "during" + i))).isEqualTo(Kind.UNREACHABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Stores.COMMAND_TIMEOUT);
    }
    redis.start();

    awaitRecording(store, "after");
    assertThat(up()).isEqualTo(1);
    assertThat(get(store.comments().find(Samples.SITE, "before"))).isPresent();
    assertThat(get(store.comments().find(Samples.SITE, "during7"))).isEmpty();
    assertThat(
            stores.registry().get("replyguard.redis.errors").tag("kind", "unreachable").counter())
        .satisfies(errors -> assertThat(errors.count()).isGreaterThanOrEqualTo(100));
  }

  @Test
  void redisKilledUnderLoad_everyCommandEnds_thenGoesOn() {
    RedisStore store = stores.openHasty(redis.uri());
    List<Future<Recorded>> futures = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      futures.add(record(store, "c" + i));
      if (i == 1_000) {
        redis.kill();
      }
    }

    Awaitility.await().atMost(SOON).until(() -> futures.stream().allMatch(Future::isComplete));
    redis.start();
    awaitRecording(store, "after");
    for (int i = 0; i < futures.size(); i++) {
      if (futures.get(i).succeeded()) {
        assertThat(get(store.comments().find(Samples.SITE, "c" + i))).as("c" + i).isPresent();
      }
    }
  }

  @Test
  void redisPaused_commandsTimeOut_connectionIsGivenUp_eventLoopsRunOn() {
    Vertx vertx = stores.vertx();
    RedisStore store = get(stores.connect(Stores.hasty(redis.uri()), vertx));
    get(record(store, "before"));
    AtomicLong longestLag = watchEventLoop(vertx);

    redis.pause();
    long start = System.nanoTime();
    List<Future<Recorded>> waiting =
        IntStream.range(0, 500).mapToObj(i -> record(store, "paused" + i)).toList();
    // On a slow machine the last ones may find the connection given up already.
    assertThat(waiting).extracting(RedisLinkIT::kind).startsWith(Kind.TIMEOUT, Kind.TIMEOUT);
    assertThat(waiting).extracting(RedisLinkIT::kind).isSubsetOf(Kind.TIMEOUT, Kind.UNREACHABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Stores.COMMAND_TIMEOUT, SOON);

    Awaitility.await().atMost(SOON).until(() -> !store.isUp());
    long whileDown = System.nanoTime();
    assertThat(kind(record(store, "given-up"))).isEqualTo(Kind.UNREACHABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - whileDown)).isLessThan(Stores.COMMAND_TIMEOUT);

    redis.resume();
    awaitRecording(store, "after");
    assertThat(longestLag.get())
        .as("event loop lag in ms, less than the pause of Redis")
        .isLessThan(2 * Stores.COMMAND_TIMEOUT.toMillis());
  }

  @Test
  void redisPausedWithoutTraffic_isNoticed() {
    RedisStore store = stores.openHasty(redis.uri());

    redis.pause();

    Awaitility.await().atMost(SOON).until(() -> !store.isUp());
    redis.resume();
    Awaitility.await().atMost(SOON).until(store::isUp);
  }

  @Test
  void allConnectionsCut_comeBackByThemselves() {
    RedisStore store = stores.openHasty(redis.uri());
    for (int i = 0; i < 3; i++) {
      redis.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
      awaitRecording(store, "cut" + i);
    }
  }

  @Test
  void tooManyCommands_overloadedAtOnce_othersAreServed() {
    RedisSettings few =
        new RedisSettings(
            redis.uri(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            10,
            1,
            AppendFsync.EVERYSEC);
    RedisStore store = stores.open(few);
    redis.pause();

    List<Future<Recorded>> futures =
        IntStream.range(0, 100).mapToObj(i -> record(store, "c" + i)).toList();
    Awaitility.await()
        .atMost(Duration.ofSeconds(2))
        .until(
            () ->
                futures.stream().filter(Future::failed).count() == 100 - 10L * Stores.EVENT_LOOPS);
    assertThat(futures.stream().filter(Future::failed).map(RedisLinkIT::kind))
        .containsOnly(Kind.OVERLOADED);
    redis.resume();

    Awaitility.await().atMost(SOON).until(() -> futures.stream().allMatch(Future::isComplete));
    assertThat(futures.stream().filter(Future::succeeded)).hasSize(10 * Stores.EVENT_LOOPS);
  }

  @Test
  void callFromAnEventLoop_completesOnThatContext() {
    Vertx vertx = stores.vertx();
    RedisStore store = get(stores.connect(Stores.hasty(redis.uri()), vertx));
    for (int i = 0; i < 2 * Stores.EVENT_LOOPS; i++) {
      Promise<Boolean> same = Promise.promise();
      Context context = vertx.getOrCreateContext();
      context.runOnContext(
          v ->
              store
                  .comments()
                  .queueDepth(Samples.SITE)
                  .onComplete(
                      depth ->
                          same.complete(
                              Context.isOnEventLoopThread()
                                  && Objects.equals(Vertx.currentContext(), context))));
      assertThat(get(same.future())).isTrue();
    }
  }

  @Test
  void callFromAForeignEventLoop_completesOnThatContext() {
    RedisStore store = stores.openHasty(redis.uri());
    Context foreign = stores.vertx().getOrCreateContext();
    Promise<Boolean> same = Promise.promise();

    foreign.runOnContext(
        v ->
            store
                .comments()
                .queueDepth(Samples.SITE)
                .onComplete(
                    depth -> same.complete(Objects.equals(Vertx.currentContext(), foreign))));

    assertThat(get(same.future())).isTrue();
  }

  @Test
  void connect_nobodyListens_failsWithinTheTimeAndNamesTheSetting() {
    RedisSettings nobody = quick("redis://:s3cret-word@127.0.0.1:1");

    Throwable failure = failure(stores.connect(nobody, stores.vertx()));

    assertThat(failure)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("redis.uri")
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageContaining("refused")
        .hasMessageNotContaining("s3cret-word");
    assertThat(((StoreException) failure).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void connect_wrongPassword_failsAtOnceAndTellsNoPassword() {
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger("root");
    logged.start();
    root.addAppender(logged);
    try {
      String wrong = redis.uri().replaceFirst("//:[^@]*@", "//:s3cret-word@");

      Throwable failure = failure(stores.connect(Stores.hasty(wrong), stores.vertx()));

      assertThat(failure).isInstanceOf(StoreException.class).hasMessageContaining("WRONGPASS");
      assertThat(((StoreException) failure).kind()).isEqualTo(Kind.FAILED);
      for (Throwable t = failure; t != null; t = t.getCause()) {
        assertThat(t.toString()).doesNotContain("s3cret-word");
      }
      assertThat(List.copyOf(logged.list))
          .noneMatch(event -> event.getFormattedMessage().contains("s3cret-word"));
    } finally {
      root.detachAppender(logged);
    }
  }

  @Test
  void connect_pausedServer_failsWithinTheTime() {
    redis.pause();

    Throwable failure = failure(stores.connect(quick(redis.uri()), stores.vertx()));

    assertThat(((StoreException) failure).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void connect_serverComesUpLater_waitsForIt() {
    redis.stop();
    Future<RedisStore> connecting = stores.connect(Stores.hasty(redis.uri()), stores.vertx());

    redis.start();

    assertThat(get(connecting).isUp()).isTrue();
  }

  @Test
  @Tag("standalone") // a cluster has one database
  void connect_databaseNumber_isUsed() {
    RedisStore store = stores.openHasty(redis.uri() + "/3");
    get(record(store, "c1"));

    assertThat(redis.command("KEYS", "*")).isEmpty();
    assertThat(redis.command("INFO", "keyspace").get(0)).contains("db3:");
  }

  @Test
  void commands_areMeasuredByName() {
    RedisStore store = stores.openHasty(redis.uri());
    get(record(store, "c1"));

    assertThat(
            stores
                .registry()
                .get("replyguard.redis.command")
                .tag("command", "record")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void close_laterCallsFail() {
    RedisStore store = stores.openHasty(redis.uri());
    get(store.close());

    assertThat(kind(record(store, "c1"))).isEqualTo(Kind.UNREACHABLE);
    assertThat(store.isUp()).isFalse();
  }

  private static Future<Recorded> record(RedisStore store, String id) {
    return store
        .comments()
        .record(Samples.recording(Samples.comment(id), Samples.decision(Verdict.HOLD), CACHE));
  }

  private static void awaitRecording(RedisStore store, String id) {
    Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> store.isUp() && get(record(store, id)) != null);
  }

  private static Kind kind(Future<?> future) {
    return ((StoreException) failure(future)).kind();
  }

  private double up() {
    return stores.registry().get("replyguard.redis.up").gauge().value();
  }

  private static RedisSettings quick(String uri) {
    return new RedisSettings(
        uri,
        Duration.ofSeconds(1),
        Duration.ofMillis(300),
        Duration.ofMillis(250),
        100,
        1,
        AppendFsync.EVERYSEC);
  }

  private static AtomicLong watchEventLoop(Vertx vertx) {
    AtomicLong longest = new AtomicLong();
    for (int i = 0; i < Stores.EVENT_LOOPS; i++) {
      long[] last = {System.nanoTime()};
      vertx.setPeriodic(
          10,
          id -> {
            long now = System.nanoTime();
            longest.accumulateAndGet(Duration.ofNanos(now - last[0]).toMillis() - 10, Math::max);
            last[0] = now;
          });
    }
    return longest;
  }
}
