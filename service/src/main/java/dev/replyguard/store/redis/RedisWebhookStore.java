package dev.replyguard.store.redis;

import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Webhook;
import dev.replyguard.store.Attempt;
import dev.replyguard.store.DeadLetter;
import dev.replyguard.store.Delivery;
import dev.replyguard.store.LoggedAttempt;
import dev.replyguard.store.LoggedAttempt.Outcome;
import dev.replyguard.store.Origin;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.WebhookState;
import dev.replyguard.store.WebhookStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Webhooks in Redis; {@code lib/events.lua} says by which keys. */
final class RedisWebhookStore implements WebhookStore {
  private static final int COLUMNS = 5;
  // How often a change is tried against others at the same time.
  private static final int CHANGES = 10;

  private final RedisLinks redis;
  private final WebhookRecords records;
  private final InstantSource clock;

  RedisWebhookStore(RedisLinks redis, InstantSource clock) {
    this.redis = redis;
    this.records = new WebhookRecords(redis);
    this.clock = clock;
  }

  @Override
  public Future<List<Webhook>> of(String site) {
    return redis
        .send("webhooks", Keys.webhooks(site), Request.cmd(Command.HVALS).arg(Keys.webhooks(site)))
        .map(
            reply ->
                reply.elements().stream()
                    .map(json -> WebhookCodec.decode(site, json.text()))
                    .sorted(Comparator.comparing(Webhook::createdAt).thenComparing(Webhook::id))
                    .toList());
  }

  @Override
  public Future<Optional<Webhook>> find(String site, String id) {
    return stored(site, id).map(found -> found.map(json -> WebhookCodec.decode(site, json)));
  }

  private Future<Optional<String>> stored(String site, String id) {
    return redis
        .send(
            "webhooks",
            Keys.webhooks(site),
            Request.cmd(Command.HGET).arg(Keys.webhooks(site)).arg(id))
        .map(reply -> reply.isNil() ? Optional.empty() : Optional.of(reply.text()));
  }

  @Override
  public Future<WebhookState> state(Webhook webhook) {
    return records.state(webhook);
  }

  @Override
  public Future<Boolean> add(Origin by, Webhook webhook) {
    String limit = Integer.toString(Webhook.MAX_OF_A_SITE);
    return put(new Change("webhookAdded", by), webhook.site(), webhook, "", limit);
  }

  @Override
  public Future<Optional<Webhook>> change(
      Origin by, String type, String site, String id, UnaryOperator<Webhook> change) {
    return change(new Change(type, by), site, id, change, CHANGES);
  }

  /** What goes into the audit trail. */
  private record Change(String type, Origin by) {}

  private Future<Optional<Webhook>> change(
      Change note, String site, String id, UnaryOperator<Webhook> change, int triesLeft) {
    return stored(site, id)
        .compose(
            json -> {
              if (json.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
              }
              if (triesLeft == 0) {
                return Future.failedFuture(
                    new StoreException(
                        StoreException.Kind.OVERLOADED, "the webhook is changed all the time"));
              }
              Webhook changed = change.apply(WebhookCodec.decode(site, json.get()));
              return put(note, site, changed, json.get(), "")
                  .compose(
                      done ->
                          done
                              ? Future.succeededFuture(Optional.of(changed))
                              : change(note, site, id, change, triesLeft - 1));
            });
  }

  private Future<Boolean> put(
      Change note, String site, Webhook webhook, String former, String limit) {
    String audit =
        AuditEvents.ofWebhook(note.type(), webhook.id(), webhook, note.by(), clock.instant());
    return redis
        .run(
            Script.PUT_WEBHOOK,
            List.of(Keys.webhooks(site), Keys.audit(site)),
            List.of(webhook.id(), WebhookCodec.encode(webhook), limit, former, audit))
        .map(reply -> reply.number() == 1);
  }

  @Override
  public Future<Boolean> remove(Origin by, String site, String id) {
    String audit = AuditEvents.ofWebhook("webhookRemoved", id, null, by, clock.instant());
    return redis
        .run(Script.REMOVE_WEBHOOK, List.of(Keys.prefix(site)), List.of(id, audit))
        .map(reply -> reply.number() == 1);
  }

  @Override
  public Future<List<Delivery>> take(Webhook webhook, Duration lease, int limit) {
    Instant now = clock.instant();
    return redis
        .run(
            Script.TAKE_DELIVERIES,
            List.of(Keys.prefix(webhook.site())),
            List.of(webhook.id(), millis(now), millis(now.plus(lease)), Integer.toString(limit)))
        .map(reply -> deliveries(webhook.site(), reply.elements()));
  }

  private static List<Delivery> deliveries(String site, List<RedisReply> rows) {
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i + COLUMNS <= rows.size(); i += COLUMNS) {
      deliveries.add(
          new Delivery(
              StoredEvents.ofJson(site, rows.get(i + 1).text(), rows.get(i + 2).text()),
              (int) rows.get(i + 3).number(),
              Instant.ofEpochMilli(rows.get(i + 4).number())));
    }
    return deliveries;
  }

  @Override
  public Future<Void> delivered(Webhook webhook, Delivery delivery, Attempt attempt) {
    return settle(webhook, delivery, attempt, Outcome.DELIVERED, Instant.EPOCH);
  }

  @Override
  public Future<Void> retry(Webhook webhook, Delivery delivery, Attempt attempt, Instant next) {
    return settle(webhook, delivery, attempt, Outcome.RETRY, next);
  }

  @Override
  public Future<Void> giveUp(Webhook webhook, Delivery delivery, Attempt attempt) {
    return settle(webhook, delivery, attempt, Outcome.DEAD, Instant.EPOCH);
  }

  @Override
  public Future<Void> release(Webhook webhook, Delivery delivery) {
    return settle(webhook, delivery, "release", clock.instant(), "", "");
  }

  private Future<Void> settle(
      Webhook webhook, Delivery delivery, Attempt attempt, Outcome outcome, Instant next) {
    @Nullable String error = attempt.error();
    return settle(
        webhook,
        delivery,
        outcome.key(),
        next,
        error == null ? "" : error,
        DeliveryLog.encode(delivery, attempt, outcome));
  }

  private Future<Void> settle(
      Webhook webhook,
      Delivery delivery,
      String outcome,
      Instant next,
      String error,
      String logged) {
    return redis
        .run(
            Script.SETTLE_DELIVERY,
            List.of(Keys.prefix(webhook.site())),
            List.of(
                webhook.id(),
                delivery.event().comment(),
                delivery.event().id().toString(),
                Integer.toString(delivery.attempt()),
                outcome,
                millis(clock.instant()),
                millis(next),
                error,
                Integer.toString(MAX_DEAD),
                logged,
                Integer.toString(MAX_LOGGED)))
        .mapEmpty();
  }

  @Override
  public Future<List<LoggedAttempt>> log(String site, String id, int limit) {
    return records.log(site, id, limit);
  }

  @Override
  public Future<List<DeadLetter>> deadLetters(String site, String id, int limit) {
    return records.deadLetters(site, id, limit);
  }

  @Override
  public Future<Optional<Integer>> redeliver(String site, String id, List<EventId> events) {
    List<String> arguments = new ArrayList<>();
    arguments.add(id);
    events.forEach(event -> arguments.add(event.toString()));
    return redis
        .run(Script.REDELIVER, List.of(Keys.prefix(site)), arguments)
        .map(reply -> reply.number() < 0 ? Optional.empty() : Optional.of((int) reply.number()));
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }
}
