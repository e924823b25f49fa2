package dev.replyguard.store.redis;

import dev.replyguard.config.AppendFsync;
import dev.replyguard.config.RedisSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stores for one test, closed with it; each runs on a Vert.x of its own, as in a service. */
final class Stores implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  static final Duration CACHE_TTL = Duration.ofMinutes(10);
  static final Duration COMMAND_TIMEOUT = Duration.ofMillis(250);
  static final int EVENT_LOOPS = 2;

  private final List<Vertx> instances = new ArrayList<>();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private volatile Instant now = NOW;

  /** A store for whatever is not about time: nothing is given up because the machine is slow. */
  RedisStore open(String uri) {
    return open(patient(uri));
  }

  /** A store that soon gives up, for tests of just that. */
  RedisStore openHasty(String uri) {
    return open(hasty(uri));
  }

  RedisStore open(RedisSettings settings) {
    return get(connect(settings, vertx()));
  }

  Future<RedisStore> connect(RedisSettings settings, Vertx vertx) {
    return RedisStore.connect(
        vertx, settings, new RedisStore.Options(EVENT_LOOPS, CACHE_TTL, null), registry, clock());
  }

  /** The time of every store: {@link #NOW} until a test lets it pass. */
  InstantSource clock() {
    return () -> now;
  }

  void letPass(Duration time) {
    now = now.plus(time);
  }

  Vertx vertx() {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
    instances.add(vertx);
    return vertx;
  }

  MeterRegistry registry() {
    return registry;
  }

  static RedisSettings patient(String uri) {
    return settings(uri, Duration.ofSeconds(10));
  }

  /** Short times, so that a test of them is short. */
  static RedisSettings hasty(String uri) {
    return settings(uri, COMMAND_TIMEOUT);
  }

  private static RedisSettings settings(String uri, Duration commandTimeout) {
    return new RedisSettings(
        uri,
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        commandTimeout,
        2_000,
        1,
        AppendFsync.EVERYSEC);
  }

  /** The result, or the failure as it is. */
  static <T> T get(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no result within 20 s", e);
    }
  }

  /** The failure of a future that must fail. */
  static Throwable failure(Future<?> future) {
    try {
      Object result = future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
      throw new AssertionError("a failure expected, got " + result);
    } catch (ExecutionException e) {
      return Objects.requireNonNull(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no result within 20 s", e);
    }
  }

  @Override
  public void close() {
    instances.forEach(vertx -> get(vertx.close()));
  }
}
