package dev.replyguard.review;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What became of requests to forget people. Safe for use by every thread. */
public final class ErasureMetrics {
  private final AtomicLong pending = new AtomicLong();
  private final Counter finished;
  private final Counter resumed;
  private final Counter failures;

  /** Registers the meters. */
  public ErasureMetrics(MeterRegistry registry) {
    Gauge.builder("replyguard.erasures.pending", pending, AtomicLong::doubleValue)
        .description("Requests to forget a person that are not finished, on all sites")
        .strongReference(true)
        .register(registry);
    finished =
        Counter.builder("replyguard.erasures.finished")
            .description("Requests to forget a person that were finished, once a site")
            .register(registry);
    resumed =
        Counter.builder("replyguard.erasures.resumed")
            .description("Requests to forget a person that were taken up again, once a site")
            .register(registry);
    failures =
        Counter.builder("replyguard.erasures.failures")
            .description("Runs through what is not finished that the store ended")
            .register(registry);
  }

  void pending(long count) {
    pending.set(count);
  }

  void finished() {
    finished.increment();
  }

  void resumed() {
    resumed.increment();
  }

  void failed() {
    failures.increment();
  }
}
