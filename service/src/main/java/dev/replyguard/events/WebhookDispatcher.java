package dev.replyguard.events;

import dev.replyguard.domain.Webhook;
import dev.replyguard.store.WebhookState;
import dev.replyguard.store.WebhookStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends the events that are due to all sites' webhooks, on one event loop while it is deployed. Any
 * number of services may do so over the same store: each event is lent to one of them at a time,
 * and comes back when that one does not say in time what became of it.
 */
public final class WebhookDispatcher extends VerticleBase {
  private final WebhookStore store;
  private final Supplier<List<String>> sites;
  private final WebhookSender sender;
  private final WebhookPlaces places;
  private final WebhookMetrics metrics;
  private final Timing timing;
  private final Map<Key, WebhookLane> lanes = new HashMap<>();
  private boolean stopped;

  private record Key(String site, String id) {}

  /**
   * When things happen.
   *
   * @param refresh how often it is looked up which webhooks there are
   * @param count how often what waits for them is counted
   * @param poll how long after an answer with less than could be sent the store is asked again
   * @param idlePoll the longest such time, where nothing is to be sent
   * @param lease for how long an event is ours
   * @param grace how long what is under way may go on when the service stops
   */
  public record Timing(
      Duration refresh,
      Duration count,
      Duration poll,
      Duration idlePoll,
      Duration lease,
      Duration grace) {

    /** As the service has it, where a receiver may take so long. */
    public static Timing with(Duration timeout) {
      return new Timing(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMillis(250),
          Duration.ofSeconds(2),
          timeout.plusSeconds(30),
          Duration.ofSeconds(5));
    }
  }

  WebhookDispatcher(
      WebhookStore store,
      Supplier<List<String>> sites,
      WebhookSender sender,
      WebhookPlaces places,
      WebhookMetrics metrics,
      Timing timing) {
    this.store = store;
    this.sites = sites;
    this.sender = sender;
    this.places = places;
    this.metrics = metrics;
    this.timing = timing;
  }

  @Override
  public Future<?> start() {
    refresh();
    count();
    return Future.succeededFuture();
  }

  /** Sends no more, and waits for what is under way. */
  @Override
  public Future<?> stop() {
    stopped = true;
    lanes.values().forEach(WebhookLane::end);
    return sender.stop(timing.grace());
  }

  private void refresh() {
    List<Future<List<Webhook>>> asked = sites.get().stream().map(store::of).toList();
    Future.join(asked)
        .onComplete(
            all -> {
              if (!stopped) {
                // While the store is away, what was known last holds.
                if (all.succeeded()) {
                  update(asked.stream().flatMap(one -> one.result().stream()).toList());
                }
                vertx.setTimer(timing.refresh().toMillis(), fired -> refresh());
              }
            });
  }

  private void update(List<Webhook> webhooks) {
    Set<Key> gone = new HashSet<>(lanes.keySet());
    for (Webhook webhook : webhooks) {
      Key key = new Key(webhook.site(), webhook.id());
      gone.remove(key);
      WebhookLane lane = lanes.get(key);
      if (lane == null) {
        WebhookLane added = new WebhookLane(vertx, store, sender, places, timing, webhook);
        lanes.put(key, added);
        added.pump();
      } else {
        lane.update(webhook);
      }
    }
    for (Key key : gone) {
      WebhookLane lane = lanes.remove(key);
      if (lane != null) {
        lane.end();
      }
    }
  }

  private void count() {
    List<Future<WebhookState>> states = new ArrayList<>();
    lanes.values().forEach(lane -> states.add(store.state(lane.webhook())));
    Future.join(states)
        .onComplete(
            all -> {
              if (all.succeeded()) {
                metrics.counted(
                    states.stream().mapToLong(state -> state.result().pending()).sum(),
                    states.stream().mapToLong(state -> state.result().dead()).sum());
              }
              if (!stopped) {
                vertx.setTimer(timing.count().toMillis(), fired -> count());
              }
            });
  }
}
