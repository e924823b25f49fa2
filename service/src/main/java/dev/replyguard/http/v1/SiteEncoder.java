package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.access.Sites.NewKey;
import dev.replyguard.domain.Scope;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.store.UsageStore.Counts;
import dev.replyguard.store.UsageStore.Day;
import dev.replyguard.store.UsageStore.LastScored;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes sites, keys and what they are used for; of a key never more than it was told once. */
final class SiteEncoder {
  private static final int TYPICAL_SIZE = 512;

  private SiteEncoder() {}

  static Buffer sites(List<Site> sites) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("sites");
          for (Site site : sites) {
            write(json, site.id(), site.name(), site.disabled(), site.keys().size());
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  static Buffer site(String id, String name, boolean disabled, int keys) {
    return JsonWriter.write(TYPICAL_SIZE, json -> write(json, id, name, disabled, keys));
  }

  private static void write(JsonGenerator json, String id, String name, boolean disabled, int keys)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("name", name);
    json.writeBooleanField("disabled", disabled);
    json.writeNumberField("keys", keys);
    json.writeEndObject();
  }

  static Buffer keys(List<SiteKey> keys) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("keys");
          for (SiteKey key : keys) {
            json.writeStartObject();
            write(json, key);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  static Buffer key(SiteKey key) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          write(json, key);
          json.writeEndObject();
        });
  }

  /** The key with its secret, which nobody is told again. */
  static Buffer newKey(NewKey made) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          write(json, made.key());
          json.writeStringField("secret", made.secret());
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, SiteKey key) throws IOException {
    json.writeStringField("id", key.id());
    json.writeStringField("label", key.label());
    writeStrings(json, "scopes", key.scopes().stream().sorted().map(Scope::key).toList());
    writeStrings(json, "origins", key.origins().stream().sorted().toList());
    if (key.isForBrowsers()) {
      json.writeNumberField("perMinute", key.perMinute());
    }
    json.writeNumberField("perDay", key.perDay());
    json.writeStringField("createdAt", key.createdAt().toString());
    Instant expiresAt = key.expiresAt();
    JsonWriter.writeKnown(json, "expiresAt", expiresAt == null ? null : expiresAt.toString());
    json.writeBooleanField("disabled", key.disabled());
  }

  private static void writeStrings(JsonGenerator json, String field, List<String> strings)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String string : strings) {
      json.writeString(string);
    }
    json.writeEndArray();
  }

  /**
   * What these keys were used for.
   *
   * @param withRemoved whether keys that are gone are told of, too
   */
  static Buffer usage(
      List<SiteKey> keys, List<Day> days, Map<String, LastScored> lastScored, boolean withRemoved) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("keys");
          for (SiteKey key : keys) {
            json.writeStartObject();
            json.writeStringField("id", key.id());
            json.writeStringField("label", key.label());
            json.writeNumberField("perDay", key.perDay());
            LastScored last = lastScored.get(key.id());
            if (last != null) {
              json.writeObjectFieldStart("lastScored");
              json.writeStringField("at", last.at().toString());
              json.writeStringField("protocol", last.dialect().key());
              JsonWriter.writeKnown(json, "comment", last.comment());
              json.writeEndObject();
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("days");
          List<String> ids = keys.stream().map(SiteKey::id).toList();
          for (Day day : days) {
            json.writeStartObject();
            json.writeStringField("day", day.day().toString());
            json.writeObjectFieldStart("byKey");
            for (Map.Entry<String, Counts> counts : new TreeMap<>(day.byKey()).entrySet()) {
              if (withRemoved || ids.contains(counts.getKey())) {
                json.writeObjectFieldStart(counts.getKey());
                json.writeNumberField("requests", counts.getValue().requests());
                json.writeNumberField("refused", counts.getValue().refused());
                json.writeEndObject();
              }
            }
            json.writeEndObject();
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
