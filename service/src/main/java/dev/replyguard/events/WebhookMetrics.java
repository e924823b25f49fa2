package dev.replyguard.events;

import dev.replyguard.store.LoggedAttempt.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What is measured of deliveries to webhooks. Safe for use by every thread. */
final class WebhookMetrics {
  // From what a fast receiver takes to the longest that one may.
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(200),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60)
  };

  private final Map<Outcome, Counter> attempts = new EnumMap<>(Outcome.class);
  private final Timer time;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong pending = new AtomicLong();
  private final AtomicLong dead = new AtomicLong();

  WebhookMetrics(MeterRegistry registry) {
    for (Outcome outcome : Outcome.values()) {
      attempts.put(
          outcome,
          Counter.builder("replyguard.webhook.attempts")
              .description("Attempts to deliver an event to a webhook, by what followed")
              .tag("outcome", outcome.key())
              .register(registry));
    }
    time =
        Timer.builder("replyguard.webhook")
            .description("From an attempt's begin to the end of the receiver's answer")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    gauge(registry, "in.flight", "Events on their way to webhooks", inFlight);
    gauge(registry, "pending", "Events that are still to be delivered, of all webhooks", pending);
    gauge(registry, "dead", "Events that were given up and are kept, of all webhooks", dead);
  }

  private static void gauge(MeterRegistry registry, String name, String description, Number of) {
    Gauge.builder("replyguard.webhook." + name, of, Number::doubleValue)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  void begun() {
    inFlight.incrementAndGet();
  }

  void ended() {
    inFlight.decrementAndGet();
  }

  void attempted(Outcome outcome, Duration took) {
    Objects.requireNonNull(attempts.get(outcome)).increment();
    time.record(took);
  }

  void counted(long allPending, long allDead) {
    pending.set(allPending);
    dead.set(allDead);
  }
}
