package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.AuthorList;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.ListEntry;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A {@link ListEntry} as JSON. */
final class ListEntryCodec {
  private static final String WHAT = "list entry";
  private static final int VERSION = 1;

  private ListEntryCodec() {}

  static String encode(ListEntry entry) {
    JsonObject json =
        StoredJson.ofVersion(VERSION)
            .put("id", entry.id())
            .put("list", entry.list().key())
            .put("trait", entry.trait().key())
            .put("by", entry.by().id())
            .put("at", entry.at().toEpochMilli());
    StoredJson.put(json, "value", entry.value());
    StoredJson.put(json, "reason", entry.reason());
    Instant expiresAt = entry.expiresAt();
    StoredJson.put(json, "expiresAt", expiresAt == null ? null : expiresAt.toEpochMilli());
    return json.encode();
  }

  static ListEntry decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, ListEntryCodec::entry);
  }

  private static ListEntry entry(JsonObject json) {
    Long expiresAt = json.getLong("expiresAt");
    return new ListEntry(
        StoredJson.text(json, "id"),
        AuthorList.ofKey(StoredJson.text(json, "list")).orElseThrow(),
        AuthorTrait.ofKey(StoredJson.text(json, "trait")).orElseThrow(),
        json.getString("value"),
        json.getString("reason"),
        expiresAt == null ? null : Instant.ofEpochMilli(expiresAt),
        Actor.ofId(StoredJson.text(json, "by")),
        Instant.ofEpochMilli(json.getLong("at")));
  }
}
