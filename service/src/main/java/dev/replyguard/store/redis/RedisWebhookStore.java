package dev.replyguard.store.redis;

import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Webhook;
import dev.replyguard.store.DeadLetter;
import dev.replyguard.store.Delivery;
import dev.replyguard.store.WebhookState;
import dev.replyguard.store.WebhookStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Webhooks in Redis; {@code lib/events.lua} says by which keys. */
final class RedisWebhookStore implements WebhookStore {
  private static final int COLUMNS = 5;
  private static final List<String> STATE =
      List.of("delivered", "dropped", "failures", "lastDelivered", "lastFailure", "lastError");

  private final RedisLinks redis;
  private final InstantSource clock;

  RedisWebhookStore(RedisLinks redis, InstantSource clock) {
    this.redis = redis;
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
    return redis
        .send(
            "webhooks",
            Keys.webhooks(site),
            Request.cmd(Command.HGET).arg(Keys.webhooks(site)).arg(id))
        .map(
            reply ->
                reply.isNil()
                    ? Optional.empty()
                    : Optional.of(WebhookCodec.decode(site, reply.text())));
  }

  @Override
  public Future<WebhookState> state(Webhook webhook) {
    Request state = Request.cmd(Command.HMGET).arg(part(webhook, "state"));
    STATE.forEach(state::arg);
    Future<RedisReply> fields = redis.send("webhook_state", part(webhook, "state"), state);
    Future<RedisReply> pending =
        redis.send(
            "webhook_state",
            part(webhook, "events"),
            Request.cmd(Command.HLEN).arg(part(webhook, "events")));
    Future<RedisReply> dead =
        redis.send(
            "webhook_state",
            part(webhook, "dead"),
            Request.cmd(Command.ZCARD).arg(part(webhook, "dead")));
    return Future.all(fields, pending, dead)
        .map(
            all ->
                state(
                    webhook,
                    pending.result().number(),
                    dead.result().number(),
                    fields.result().elements()));
  }

  private static WebhookState state(
      Webhook webhook, long pending, long dead, List<RedisReply> fields) {
    return new WebhookState(
        webhook,
        pending,
        dead,
        number(fields.get(0)),
        number(fields.get(1)),
        number(fields.get(2)),
        instant(fields.get(3)),
        instant(fields.get(4)),
        fields.get(5).isNil() ? null : fields.get(5).text());
  }

  private static long number(RedisReply reply) {
    return reply.isNil() ? 0 : Long.parseLong(reply.text());
  }

  private static @Nullable Instant instant(RedisReply reply) {
    return reply.isNil() ? null : Instant.ofEpochMilli(Long.parseLong(reply.text()));
  }

  @Override
  public Future<Boolean> add(Webhook webhook) {
    return put(webhook, Integer.toString(Webhook.MAX_OF_A_SITE));
  }

  @Override
  public Future<Boolean> replace(Webhook webhook) {
    return put(webhook, "");
  }

  private Future<Boolean> put(Webhook webhook, String limit) {
    return redis
        .run(
            Script.PUT_WEBHOOK,
            List.of(Keys.webhooks(webhook.site())),
            List.of(webhook.id(), WebhookCodec.encode(webhook), limit))
        .map(reply -> reply.number() == 1);
  }

  @Override
  public Future<Boolean> remove(String site, String id) {
    return redis
        .run(Script.REMOVE_WEBHOOK, List.of(Keys.prefix(site)), List.of(id))
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
  public Future<Void> delivered(Webhook webhook, Delivery delivery) {
    return settle(webhook, delivery, "delivered", Instant.EPOCH, "");
  }

  @Override
  public Future<Void> retry(Webhook webhook, Delivery delivery, Instant next, String error) {
    return settle(webhook, delivery, "retry", next, error);
  }

  @Override
  public Future<Void> giveUp(Webhook webhook, Delivery delivery, String error) {
    return settle(webhook, delivery, "dead", Instant.EPOCH, error);
  }

  private Future<Void> settle(
      Webhook webhook, Delivery delivery, String outcome, Instant next, String error) {
    return redis
        .run(
            Script.SETTLE_DELIVERY,
            List.of(Keys.prefix(webhook.site())),
            List.of(
                webhook.id(),
                delivery.event().comment(),
                delivery.event().id().toString(),
                outcome,
                millis(clock.instant()),
                millis(next),
                error,
                Integer.toString(MAX_DEAD)))
        .mapEmpty();
  }

  @Override
  public Future<List<DeadLetter>> deadLetters(String site, String id, int limit) {
    Request latest =
        Request.cmd(Command.ZRANGE)
            .arg(Keys.webhook(site, id, "dead"))
            .arg(0)
            .arg(limit - 1)
            .arg("REV");
    return redis
        .send("dead_letters", Keys.webhook(site, id, "dead"), latest)
        .compose(
            reply -> letters(site, id, reply.elements().stream().map(RedisReply::text).toList()));
  }

  private Future<List<DeadLetter>> letters(String site, String id, List<String> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Request letters = Request.cmd(Command.HMGET).arg(Keys.webhook(site, id, "letters"));
    events.forEach(letters::arg);
    return redis
        .send("dead_letters", Keys.webhook(site, id, "letters"), letters)
        .map(
            reply -> {
              List<DeadLetter> found = new ArrayList<>();
              for (int i = 0; i < events.size(); i++) {
                RedisReply json = reply.elements().get(i);
                if (!json.isNil()) { // else it was sent again meanwhile
                  found.add(letter(site, events.get(i), new JsonObject(json.text())));
                }
              }
              return found;
            });
  }

  private static DeadLetter letter(String site, String event, JsonObject letter) {
    return new DeadLetter(
        StoredEvents.ofJson(site, event, StoredJson.text(letter, "event")),
        letter.getInteger("attempts"),
        StoredJson.text(letter, "error"),
        Instant.ofEpochMilli(letter.getLong("at")));
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

  private static String part(Webhook webhook, String part) {
    return Keys.webhook(webhook.site(), webhook.id(), part);
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }
}
