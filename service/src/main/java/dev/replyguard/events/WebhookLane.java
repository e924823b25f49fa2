package dev.replyguard.events;

import dev.replyguard.domain.Webhook;
import dev.replyguard.store.Delivery;
import dev.replyguard.store.WebhookStore;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * The deliveries of one webhook on this instance. It asks the store for as many events as there are
 * places; the store hands out of each comment only the oldest, so that the order is kept whoever
 * sends them. For one event loop.
 */
final class WebhookLane {
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final WebhookStore store;
  private final WebhookSender sender;
  private final WebhookPlaces places;
  private final WebhookDispatcher.Timing timing;
  private Webhook webhook;
  private Duration pause;
  private int underWay;
  private long timer = NO_TIMER;
  private boolean asking;
  private boolean over;

  WebhookLane(
      Vertx vertx,
      WebhookStore store,
      WebhookSender sender,
      WebhookPlaces places,
      WebhookDispatcher.Timing timing,
      Webhook webhook) {
    this.vertx = vertx;
    this.store = store;
    this.sender = sender;
    this.places = places;
    this.timing = timing;
    this.webhook = webhook;
    this.pause = timing.poll();
  }

  Webhook webhook() {
    return webhook;
  }

  /** As it is now. */
  void update(Webhook now) {
    boolean resumed = webhook.paused() && !now.paused();
    webhook = now;
    if (resumed) {
      pump();
    }
  }

  /** Takes no more; what is under way goes on. */
  void end() {
    over = true;
    cancelTimer();
  }

  /** Takes what is due, as far as there are places, and sends it. */
  void pump() {
    if (over || asking || webhook.paused()) {
      return;
    }
    int own = WebhookClient.PER_WEBHOOK - underWay;
    if (own <= 0) {
      return; // comes back with the next one that ends
    }
    int reserved = places.reserve(own);
    if (reserved == 0) {
      places.await(this::pump);
      return;
    }
    cancelTimer();
    asking = true;
    long taken = System.nanoTime();
    store
        .take(webhook, timing.lease(), reserved)
        .onComplete(result -> begin(result, reserved, taken));
  }

  private void begin(AsyncResult<List<Delivery>> result, int reserved, long taken) {
    asking = false;
    List<Delivery> deliveries = result.succeeded() ? result.result() : List.of();
    places.free(reserved - deliveries.size());
    for (Delivery delivery : deliveries) {
      underWay++;
      sender
          .send(webhook, delivery, taken)
          .onComplete(
              sent -> {
                underWay--;
                places.free(1);
                pump();
              });
    }
    if (deliveries.size() == reserved) {
      pause = timing.poll();
      pump();
      return;
    }
    boolean idle = deliveries.isEmpty();
    pause = idle ? longer(pause) : timing.poll();
    wait(pause);
  }

  private Duration longer(Duration than) {
    Duration doubled = than.multipliedBy(2);
    return doubled.compareTo(timing.idlePoll()) > 0 ? timing.idlePoll() : doubled;
  }

  private void wait(Duration time) {
    if (!over) {
      cancelTimer();
      timer =
          vertx.setTimer(
              time.toMillis(),
              fired -> {
                timer = NO_TIMER;
                pump();
              });
    }
  }

  private void cancelTimer() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }
}
