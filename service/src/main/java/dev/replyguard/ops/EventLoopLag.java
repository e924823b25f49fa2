package dev.replyguard.ops;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Shows how long an event loop lets its work wait: a timer that is due ten times a second, and by
 * how much it comes late. The gauge is the longest delay of the last half minute, by loop.
 */
public final class EventLoopLag extends VerticleBase {
  private static final long INTERVAL_MILLIS = 100;
  private static final long WINDOW_MILLIS = 10_000;
  private static final int WINDOWS = 3;

  private final TimeWindowMax longest = new TimeWindowMax(Clock.SYSTEM, WINDOW_MILLIS, WINDOWS);
  private final MeterRegistry registry;
  private final int loop;
  private long dueNanos;

  private EventLoopLag(MeterRegistry registry, int loop) {
    this.registry = registry;
    this.loop = loop;
  }

  /** Makes one for each event loop: deploy as many instances as there are loops. */
  public static Supplier<EventLoopLag> forEachLoop(MeterRegistry registry) {
    AtomicInteger next = new AtomicInteger();
    return () -> new EventLoopLag(registry, next.getAndIncrement());
  }

  @Override
  public Future<?> start() {
    TimeGauge.builder(
            "replyguard.event.loop.lag",
            longest,
            TimeUnit.NANOSECONDS,
            max -> max.poll(TimeUnit.NANOSECONDS))
        .description("Longest delay of work on the event loop in the last 30 s")
        .tag("loop", Integer.toString(loop))
        .strongReference(true)
        .register(registry);
    dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS);
    vertx.setPeriodic(INTERVAL_MILLIS, timer -> measure());
    return Future.succeededFuture();
  }

  private void measure() {
    long now = System.nanoTime();
    longest.record((double) Math.max(0, now - dueNanos), TimeUnit.NANOSECONDS);
    dueNanos = now + TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS);
  }
}
