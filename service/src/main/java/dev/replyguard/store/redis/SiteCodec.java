package dev.replyguard.store.redis;

import dev.replyguard.domain.Retention;
import dev.replyguard.domain.RetentionKind;
import dev.replyguard.domain.Scope;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A {@link Site} as JSON. In version 1 a site had one key, of which there was the digest only. */
final class SiteCodec {
  private static final String WHAT = "site";
  private static final int VERSION = 2;

  private SiteCodec() {}

  static String encode(Site site) {
    JsonArray keys = new JsonArray();
    site.keys().forEach(key -> keys.add(encode(key)));
    JsonObject retention = new JsonObject();
    site.retention().days().forEach((kind, days) -> retention.put(kind.key(), days));
    JsonObject json =
        StoredJson.ofVersion(VERSION)
            .put("id", site.id())
            .put("name", site.name())
            .put("disabled", site.disabled())
            .put("keys", keys);
    StoredJson.putPart(json, "retention", retention);
    return json.encode();
  }

  private static JsonObject encode(SiteKey key) {
    JsonObject json =
        new JsonObject()
            .put("id", key.id())
            .put("label", key.label())
            .put("digest", key.digest())
            .put("scopes", new JsonArray(key.scopes().stream().map(Scope::key).sorted().toList()))
            .put("origins", new JsonArray(key.origins().stream().sorted().toList()))
            .put("perMinute", key.perMinute())
            .put("perDay", key.perDay())
            .put("createdAt", key.createdAt().toEpochMilli())
            .put("disabled", key.disabled());
    Instant expiresAt = key.expiresAt();
    StoredJson.put(json, "expiresAt", expiresAt == null ? null : expiresAt.toEpochMilli());
    return json;
  }

  static Site decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, SiteCodec::site);
  }

  private static Site site(JsonObject json) {
    String id = StoredJson.text(json, "id");
    String name = StoredJson.text(json, "name");
    JsonArray keys = json.getJsonArray("keys");
    if (keys == null) {
      return new Site(id, name, StoredJson.text(json, "keyDigest"));
    }
    List<SiteKey> decoded = keys.stream().map(JsonObject.class::cast).map(SiteCodec::key).toList();
    return new Site(
        id,
        name,
        decoded,
        json.getBoolean("disabled"),
        retention(StoredJson.part(json, "retention")));
  }

  private static Retention retention(JsonObject json) {
    Map<RetentionKind, Integer> days = new EnumMap<>(RetentionKind.class);
    for (RetentionKind kind : RetentionKind.values()) {
      Integer number = json.getInteger(kind.key());
      if (number != null) {
        days.put(kind, number);
      }
    }
    return new Retention(days);
  }

  private static SiteKey key(JsonObject json) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    json.getJsonArray("scopes")
        .forEach(scope -> scopes.add(Scope.ofKey((String) scope).orElseThrow()));
    Set<String> origins = new TreeSet<>();
    json.getJsonArray("origins").forEach(origin -> origins.add((String) origin));
    Long expiresAt = json.getLong("expiresAt");
    return new SiteKey(
        StoredJson.text(json, "id"),
        StoredJson.text(json, "label"),
        StoredJson.text(json, "digest"),
        scopes,
        origins,
        json.getInteger("perMinute"),
        json.getInteger("perDay"),
        Instant.ofEpochMilli(json.getLong("createdAt")),
        expiresAt == null ? null : Instant.ofEpochMilli(expiresAt),
        json.getBoolean("disabled"));
  }
}
