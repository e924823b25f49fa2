package dev.replyguard.events;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.Webhook;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service's own events, signed as Standard Webhooks has it. Every answer will do. */
record SignedForm() implements WebhookForm {

  /** What an event goes by: unique among all sites, the same for every attempt. */
  static String id(CommentEvent event) {
    return event.site() + "_" + event.id();
  }

  @Override
  public WebhookMessage about(Webhook webhook, CommentEvent event, Instant at) {
    return signed(webhook, id(event), EventJson.of(event).encode(), at);
  }

  @Override
  public WebhookMessage test(Webhook webhook, String name, Instant at) {
    JsonObject event =
        new JsonObject()
            .put("id", name)
            .put("type", "webhook.test")
            .put("site", webhook.site())
            .put("at", at.toString());
    return signed(webhook, webhook.site() + "_" + name, event.encode(), at);
  }

  @Override
  public @Nullable String complaint(String answer) {
    return null;
  }

  private static WebhookMessage signed(Webhook webhook, String id, String body, Instant at) {
    return new WebhookMessage(
        Map.of(
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(at.getEpochSecond()),
            "webhook-signature",
            WebhookSignature.of(webhook.keysAt(at), id, at, body)),
        body,
        body);
  }
}
