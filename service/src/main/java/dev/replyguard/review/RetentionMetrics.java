package dev.replyguard.review;

import dev.replyguard.domain.RetentionKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What was removed because its time was over. Safe for use by every thread. */
public final class RetentionMetrics {
  private final Map<RetentionKind, Counter> removed = new EnumMap<>(RetentionKind.class);
  private final Counter failures;
  private final AtomicLong lastRun = new AtomicLong();

  /** Registers the meters. */
  public RetentionMetrics(MeterRegistry registry) {
    for (RetentionKind kind : RetentionKind.values()) {
      if (kind.isSwept()) {
        removed.put(
            kind,
            Counter.builder("replyguard.retention.removed")
                .description("Records removed because their time was over")
                .tag("kind", kind.key())
                .register(registry));
      }
    }
    failures =
        Counter.builder("replyguard.retention.failures")
            .description("Runs of the sweeper that the store ended")
            .register(registry);
    Gauge.builder("replyguard.retention.last.run", lastRun, AtomicLong::doubleValue)
        .description("When this service has last been through all sites, seconds since 1970")
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
  }

  void removed(RetentionKind kind, int count) {
    Counter counter = removed.get(kind);
    if (counter != null) {
      counter.increment(count);
    }
  }

  void failed() {
    failures.increment();
  }

  void completed(Instant at) {
    lastRun.set(at.getEpochSecond());
  }
}
