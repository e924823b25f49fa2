package dev.replyguard.store.redis;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.Webhook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Webhooks as JSON; types of events go by the audit trail's words, as scripts compare them. */
final class WebhookCodec {
  private static final String WHAT = "webhook";
  private static final int VERSION = 1;

  private WebhookCodec() {}

  static String encode(Webhook webhook) {
    JsonArray secrets = new JsonArray();
    for (Webhook.Secret secret : webhook.secrets()) {
      JsonObject json = new JsonObject().put("key", secret.key());
      @Nullable Instant until = secret.validUntil();
      StoredJson.put(json, "validUntil", until == null ? null : until.toString());
      secrets.add(json);
    }
    JsonArray types = new JsonArray();
    webhook.types().forEach(type -> types.add(StoredEvents.audited(type)));
    return StoredJson.ofVersion(VERSION)
        .put("id", webhook.id())
        .put("url", webhook.url())
        .put("format", webhook.format().key())
        .put("types", types)
        .put("paused", webhook.paused())
        .put("secrets", secrets)
        .put("createdAt", webhook.createdAt().toString())
        .encode();
  }

  static Webhook decode(String site, String json) {
    return StoredJson.read(WHAT, json, VERSION, document -> webhook(site, document));
  }

  private static Webhook webhook(String site, JsonObject json) {
    List<Webhook.Secret> secrets = new ArrayList<>();
    for (Object element : json.getJsonArray("secrets")) {
      JsonObject secret = (JsonObject) element;
      @Nullable String until = secret.getString("validUntil");
      secrets.add(
          new Webhook.Secret(
              StoredJson.text(secret, "key"), until == null ? null : Instant.parse(until)));
    }
    Set<CommentEvent.Type> types = EnumSet.noneOf(CommentEvent.Type.class);
    for (Object word : json.getJsonArray("types")) {
      types.add(StoredEvents.type((String) word));
    }
    return new Webhook(
        site,
        StoredJson.text(json, "id"),
        StoredJson.text(json, "url"),
        Webhook.Format.ofKey(json.getString("format", Webhook.Format.EVENT.key())).orElseThrow(),
        types,
        json.getBoolean("paused"),
        secrets,
        Instant.parse(StoredJson.text(json, "createdAt")));
  }
}
