package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.store.ErasureStore.Erasure;
import dev.replyguard.store.Subject;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** An {@link Erasure} as JSON: of the person keyed hashes only. */
final class ErasureCodec {
  private static final String WHAT = "erasure";
  private static final int VERSION = 1;

  private ErasureCodec() {}

  static String encode(Erasure erasure) {
    Subject subject = erasure.subject();
    return StoredJson.ofVersion(VERSION)
        .put("id", erasure.id())
        .put("identities", new JsonArray(subject.identities()))
        .put("listEntries", new JsonArray(subject.listEntries()))
        .put("counters", new JsonArray(subject.counters()))
        .put("digests", new JsonArray(subject.digests()))
        .put("by", erasure.by().id())
        .put("requestedAt", erasure.requestedAt().toEpochMilli())
        .put("place", erasure.place())
        .put("resumed", erasure.resumed())
        .encode();
  }

  static Erasure decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, ErasureCodec::erasure);
  }

  private static Erasure erasure(JsonObject json) {
    return new Erasure(
        StoredJson.text(json, "id"),
        new Subject(
            strings(json, "identities"),
            strings(json, "listEntries"),
            strings(json, "counters"),
            strings(json, "digests")),
        Actor.ofId(StoredJson.text(json, "by")),
        Instant.ofEpochMilli(json.getLong("requestedAt")),
        StoredJson.text(json, "place"),
        json.getInteger("resumed"));
  }

  private static List<String> strings(JsonObject json, String field) {
    return DecisionCodec.strings(json.getJsonArray(field));
  }
}
