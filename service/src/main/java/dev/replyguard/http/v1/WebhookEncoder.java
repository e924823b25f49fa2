package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.Webhook;
import dev.replyguard.events.EventJson;
import dev.replyguard.events.WebhookExchange;
import dev.replyguard.store.Attempt;
import dev.replyguard.store.DeadLetter;
import dev.replyguard.store.LoggedAttempt;
import dev.replyguard.store.WebhookState;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes webhooks and what was sent to them. */
final class WebhookEncoder {
  private static final int TYPICAL_SIZE = 512;
  private static final String SECRET_PREFIX = "whsec_";

  private WebhookEncoder() {}

  static Buffer state(WebhookState state) {
    return JsonWriter.write(TYPICAL_SIZE, json -> write(json, state));
  }

  static Buffer all(List<WebhookState> states) {
    return JsonWriter.write(
        TYPICAL_SIZE * (1 + states.size()),
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("webhooks");
          for (WebhookState state : states) {
            write(json, state);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** The webhook with its newest secret, which is shown this once; a site's key never is. */
  static Buffer withSecret(Webhook webhook) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          webhook(json, webhook);
          if (webhook.format() == Webhook.Format.EVENT) {
            json.writeStringField("secret", SECRET_PREFIX + webhook.secrets().get(0).key());
          }
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, WebhookState state) throws IOException {
    json.writeStartObject();
    webhook(json, state.webhook());
    json.writeNumberField("pending", state.pending());
    json.writeNumberField("dead", state.dead());
    json.writeNumberField("delivered", state.delivered());
    json.writeNumberField("dropped", state.dropped());
    json.writeNumberField("failures", state.failures());
    instant(json, "lastDelivered", state.lastDelivered());
    instant(json, "lastFailure", state.lastFailure());
    JsonWriter.writeKnown(json, "lastError", state.lastError());
    json.writeEndObject();
  }

  private static void webhook(JsonGenerator json, Webhook webhook) throws IOException {
    json.writeStringField("id", webhook.id());
    json.writeStringField("url", webhook.url());
    json.writeStringField("format", webhook.format().key());
    json.writeArrayFieldStart("events");
    for (CommentEvent.Type type : webhook.types()) {
      json.writeString(type.key());
    }
    json.writeEndArray();
    json.writeBooleanField("paused", webhook.paused());
    json.writeStringField("createdAt", webhook.createdAt().toString());
    if (webhook.secrets().size() > 1) {
      instant(json, "formerSecretUntil", webhook.secrets().get(1).validUntil());
    }
  }

  static Buffer exchange(WebhookExchange exchange) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("taken", exchange.isTaken());
          attempt(json, exchange.attempt());
          json.writeObjectFieldStart("request");
          json.writeStringField("url", exchange.url());
          json.writeObjectFieldStart("headers");
          for (Map.Entry<String, String> header : new TreeMap<>(exchange.headers()).entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
          }
          json.writeEndObject();
          json.writeStringField("body", exchange.body());
          json.writeEndObject();
          if (exchange.attempt().status() > 0) {
            json.writeStringField("answer", exchange.answer());
          }
          json.writeEndObject();
        });
  }

  static Buffer log(List<LoggedAttempt> log) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("deliveries");
          for (LoggedAttempt logged : log) {
            json.writeStartObject();
            json.writeStringField("event", logged.event().toString());
            json.writeStringField("type", logged.type().key());
            json.writeStringField("comment", logged.comment());
            json.writeNumberField("attempt", logged.number());
            json.writeStringField("outcome", logged.outcome().key());
            attempt(json, logged.attempt());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  static Buffer dead(List<DeadLetter> letters) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("deadLetters");
          for (DeadLetter letter : letters) {
            json.writeStartObject();
            json.writeFieldName("event");
            json.writeRawValue(EventJson.of(letter.event()).encode());
            json.writeNumberField("attempts", letter.attempts());
            json.writeStringField("error", letter.error());
            json.writeStringField("at", letter.at().toString());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  static Buffer redelivered(int queued) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeNumberField("queued", queued);
          json.writeEndObject();
        });
  }

  private static void attempt(JsonGenerator json, Attempt attempt) throws IOException {
    json.writeStringField("at", attempt.at().toString());
    json.writeNumberField("millis", attempt.took().toMillis());
    if (attempt.status() > 0) {
      json.writeNumberField("status", attempt.status());
    }
    JsonWriter.writeKnown(json, "error", attempt.error());
  }

  private static void instant(JsonGenerator json, String field, @Nullable Instant instant)
      throws IOException {
    JsonWriter.writeKnown(json, field, instant == null ? null : instant.toString());
  }
}
