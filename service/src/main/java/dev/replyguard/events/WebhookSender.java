package dev.replyguard.events;

import dev.replyguard.domain.Webhook;
import dev.replyguard.store.Attempt;
import dev.replyguard.store.Delivery;
import dev.replyguard.store.LoggedAttempt.Outcome;
import dev.replyguard.store.WebhookStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends single events, and tells the store what came of it. For one event loop. */
final class WebhookSender {
  private static final Duration SETTLE_PAUSE = Duration.ofSeconds(1);
  private static final int SETTLE_TRIES = 10;

  private final Vertx vertx;
  private final WebhookStore store;
  private final WebhookClient client;
  private final RetrySchedule schedule;
  private final WebhookMetrics metrics;
  private final Duration beginWithin;
  private final InstantSource clock;
  private final Set<UnderWay> underWay = new HashSet<>();
  private final Promise<Void> idle = Promise.promise();
  private boolean stopping;
  private boolean stopped;

  private record UnderWay(Webhook webhook, Delivery delivery) {}

  /**
   * A sender.
   *
   * @param beginWithin after how long since it was taken an event is no longer sent: its lease
   *     would end before the receiver's time does
   */
  WebhookSender(
      Vertx vertx,
      WebhookStore store,
      WebhookClient client,
      RetrySchedule schedule,
      WebhookMetrics metrics,
      Duration beginWithin,
      InstantSource clock) {
    this.vertx = vertx;
    this.store = store;
    this.client = client;
    this.schedule = schedule;
    this.metrics = metrics;
    this.beginWithin = beginWithin;
    this.clock = clock;
  }

  /**
   * Sends an event.
   *
   * @param taken when it was taken, by {@link System#nanoTime()}
   * @return when it is over, whatever came of it
   */
  Future<Void> send(Webhook webhook, Delivery delivery, long taken) {
    if (stopped || System.nanoTime() - taken > beginWithin.toNanos()) {
      return store.release(webhook, delivery).otherwiseEmpty();
    }
    UnderWay one = new UnderWay(webhook, delivery);
    underWay.add(one);
    metrics.begun();
    return client
        .tell(webhook, delivery.event(), delivery.attempt())
        .compose(exchange -> settle(one, exchange))
        .otherwiseEmpty() // the lease ends, then it is sent again
        .onComplete(over -> ended(one));
  }

  private void ended(UnderWay one) {
    underWay.remove(one);
    metrics.ended();
    if (stopping && underWay.isEmpty()) {
      idle.tryComplete();
    }
  }

  private Future<Void> settle(UnderWay one, WebhookExchange exchange) {
    if (stopped && exchange.attempt().status() == 0) {
      return store.release(one.webhook(), one.delivery()); // our own doing, not the receiver's
    }
    Attempt attempt = exchange.attempt();
    Delivery delivery = one.delivery();
    if (exchange.isTaken()) {
      return noted(
          Outcome.DELIVERED, attempt, () -> store.delivered(one.webhook(), delivery, attempt));
    }
    Optional<Instant> next =
        schedule.next(delivery.attempt(), delivery.firstAttempt(), clock.instant());
    if (next.isEmpty()) {
      return noted(Outcome.DEAD, attempt, () -> store.giveUp(one.webhook(), delivery, attempt));
    }
    Instant asked =
        exchange.wish().map(clock.instant()::plus).filter(next.get()::isBefore).orElse(next.get());
    return noted(
        Outcome.RETRY, attempt, () -> store.retry(one.webhook(), delivery, attempt, asked));
  }

  private Future<Void> noted(Outcome outcome, Attempt attempt, Supplier<Future<Void>> note) {
    metrics.attempted(outcome, attempt.took());
    return noted(note, SETTLE_TRIES);
  }

  /** While the store is away, what came of an event is worth waiting for: else it is sent twice. */
  private Future<Void> noted(Supplier<Future<Void>> note, int triesLeft) {
    return note.get()
        .recover(
            failure ->
                triesLeft <= 1 || stopped
                    ? Future.failedFuture(failure)
                    : vertx
                        .timer(SETTLE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                        .compose(fired -> noted(note, triesLeft - 1)));
  }

  /**
   * Sends no more. What is under way may end within that time; what does not is given back to be
   * sent by another instance, or after the next start.
   */
  Future<Void> stop(Duration grace) {
    stopping = true;
    if (underWay.isEmpty()) {
      idle.tryComplete();
    }
    long timer = vertx.setTimer(grace.toMillis(), fired -> idle.tryComplete());
    return idle.future()
        .compose(
            waited -> {
              vertx.cancelTimer(timer);
              stopped = true;
              return Future.join(
                  underWay.stream()
                      .map(one -> store.release(one.webhook(), one.delivery()))
                      .toList());
            })
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
