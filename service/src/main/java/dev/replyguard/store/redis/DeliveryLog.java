package dev.replyguard.store.redis;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.store.Attempt;
import dev.replyguard.store.Delivery;
import dev.replyguard.store.LoggedAttempt;
import dev.replyguard.store.LoggedAttempt.Outcome;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** Attempts to deliver events, as JSON. */
final class DeliveryLog {
  private static final String WHAT = "delivery";
  private static final int VERSION = 1;

  private DeliveryLog() {}

  static String encode(Delivery delivery, Attempt attempt, Outcome outcome) {
    JsonObject json =
        StoredJson.ofVersion(VERSION)
            .put("event", delivery.event().id().toString())
            .put("type", delivery.event().type().key())
            .put("comment", delivery.event().comment())
            .put("number", delivery.attempt())
            .put("at", attempt.at().toEpochMilli())
            .put("took", attempt.took().toMillis())
            .put("status", attempt.status())
            .put("outcome", outcome.key());
    StoredJson.put(json, "error", attempt.error());
    return json.encode();
  }

  static LoggedAttempt decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, DeliveryLog::attempt);
  }

  private static LoggedAttempt attempt(JsonObject json) {
    return new LoggedAttempt(
        StoredEvents.id(StoredJson.text(json, "event")),
        CommentEvent.Type.ofKey(StoredJson.text(json, "type")).orElseThrow(),
        StoredJson.text(json, "comment"),
        json.getInteger("number"),
        new Attempt(
            Instant.ofEpochMilli(json.getLong("at")),
            Duration.ofMillis(json.getLong("took")),
            json.getInteger("status"),
            json.getString("error")),
        Outcome.ofKey(StoredJson.text(json, "outcome")));
  }
}
