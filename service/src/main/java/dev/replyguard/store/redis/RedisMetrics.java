package dev.replyguard.store.redis;

import dev.replyguard.store.StoreException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How Redis does: {@code replyguard_redis_*}. The labels come from closed sets. */
final class RedisMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1)
  };

  private final MeterRegistry registry;
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();
  private final Map<StoreException.Kind, Counter> errors = new EnumMap<>(StoreException.Kind.class);

  RedisMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (StoreException.Kind kind : StoreException.Kind.values()) {
      errors.put(
          kind,
          Counter.builder("replyguard.redis.errors")
              .description("Commands that failed, by why")
              .tag("kind", kind.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  /** Counts a command that took {@code nanos}; {@code command} is one of a closed set. */
  void completed(String command, long nanos, AsyncResult<?> result) {
    timers.computeIfAbsent(command, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    if (result.failed() && result.cause() instanceof StoreException failure) {
      Counter counter = errors.get(failure.kind());
      if (counter != null) {
        counter.increment();
      }
    }
  }

  /** Shows whether every connection is up. */
  void watch(BooleanSupplier up) {
    Gauge.builder("replyguard.redis.up", () -> up.getAsBoolean() ? 1 : 0)
        .description("1 while every connection to Redis is up")
        .strongReference(true)
        .register(registry);
  }

  private Timer timer(String command) {
    return Timer.builder("replyguard.redis.command")
        .description("From sending a command to its reply or failure")
        .tag("command", command)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
