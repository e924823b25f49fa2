package dev.replyguard.store.redis;

import dev.replyguard.domain.Webhook;
import dev.replyguard.store.DeadLetter;
import dev.replyguard.store.LoggedAttempt;
import dev.replyguard.store.WebhookState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of deliveries for people to look at. */
final class WebhookRecords {
  private static final List<String> STATE =
      List.of("delivered", "dropped", "failures", "lastDelivered", "lastFailure", "lastError");

  private final RedisLinks redis;

  WebhookRecords(RedisLinks redis) {
    this.redis = redis;
  }

  /** How it fares. */
  Future<WebhookState> state(Webhook webhook) {
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

  /** The latest attempts, the last one first. */
  Future<List<LoggedAttempt>> log(String site, String id, int limit) {
    Request latest =
        Request.cmd(Command.LRANGE).arg(Keys.webhook(site, id, "log")).arg(0).arg(limit - 1);
    return redis
        .send("webhook_log", Keys.webhook(site, id, "log"), latest)
        .map(
            reply ->
                reply.elements().stream().map(RedisReply::text).map(DeliveryLog::decode).toList());
  }

  /** The events that were given up, the latest first. */
  Future<List<DeadLetter>> deadLetters(String site, String id, int limit) {
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

  private static String part(Webhook webhook, String part) {
    return Keys.webhook(webhook.site(), webhook.id(), part);
  }
}
