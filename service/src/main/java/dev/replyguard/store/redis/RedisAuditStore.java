package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.store.AuditEntry;
import dev.replyguard.store.AuditStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The audit trail: a stream a site, and with each comment the ids of its entries. */
final class RedisAuditStore implements AuditStore {
  private static final String WHAT = "audit event";
  private static final Set<String> NO_DETAILS = Set.of("v", "type", "by", "at", "comment", "rules");

  private final RedisLinks redis;

  RedisAuditStore(RedisLinks redis) {
    this.redis = redis;
  }

  @Override
  public Future<List<AuditEntry>> trail(String site, String commentId) {
    return redis
        .send(
            "audit_trail",
            Keys.comment(site, commentId),
            Request.cmd(Command.HGET).arg(Keys.comment(site, commentId)).arg("trail"))
        .compose(reply -> reply.isNil() ? none() : entries(site, reply.text().split(" ")));
  }

  private static Future<List<AuditEntry>> none() {
    return Future.succeededFuture(List.of());
  }

  private Future<List<AuditEntry>> entries(String site, String[] ids) {
    List<Future<List<AuditEntry>>> found =
        Stream.of(ids).map(id -> range(site, id, id, 1)).toList();
    return Future.all(found)
        .map(all -> found.stream().map(Future::result).flatMap(List::stream).toList());
  }

  @Override
  public Future<List<AuditEntry>> page(
      String site, Instant from, Instant before, @Nullable String after, int limit) {
    String first = after == null ? Long.toString(from.toEpochMilli()) : "(" + after;
    return range(site, first, "(" + before.toEpochMilli() + "-0", limit);
  }

  @Override
  public Future<Selection> ofTypes(
      String site, Instant from, @Nullable String after, Set<String> types) {
    String first = after == null ? Long.toString(from.toEpochMilli()) : "(" + after;
    String wanted = " " + String.join(" ", types) + " ";
    return redis
        .run(
            Script.AUDIT_OF_TYPES,
            List.of(Keys.audit(site)),
            List.of(first, "+", Integer.toString(LOOKED_AT), wanted))
        .map(reply -> selection(reply.elements()));
  }

  private static Selection selection(List<RedisReply> words) {
    return new Selection(
        words.get(1).elements().stream().map(RedisAuditStore::entry).toList(),
        words.get(0).isNil() ? null : words.get(0).text());
  }

  private Future<List<AuditEntry>> range(String site, String first, String last, int limit) {
    return RedactedEntries.merged(
        redis, site, first, last, limit, stream(redis, Keys.audit(site), first, last, limit));
  }

  /** A page of the trail in that stream, of which nothing is ever redacted. */
  static Future<List<AuditEntry>> page(
      RedisLinks redis,
      String key,
      Instant from,
      Instant before,
      @Nullable String after,
      int limit) {
    String first = after == null ? Long.toString(from.toEpochMilli()) : "(" + after;
    return stream(redis, key, first, "(" + before.toEpochMilli() + "-0", limit);
  }

  private static Future<List<AuditEntry>> stream(
      RedisLinks redis, String key, String first, String last, int limit) {
    Request request =
        Request.cmd(Command.XRANGE).arg(key).arg(first).arg(last).arg("COUNT").arg(limit);
    return redis
        .send("audit", key, request)
        .map(reply -> reply.elements().stream().map(RedisAuditStore::entry).toList());
  }

  private static AuditEntry entry(RedisReply entry) {
    List<RedisReply> parts = entry.elements();
    String id = parts.get(0).text();
    List<RedisReply> fields = parts.get(1).elements();
    // The first field is the event; others are what only the script knew.
    return StoredJson.read(
        WHAT, fields.get(1).text(), AuditEvents.VERSION, json -> entry(id, json, fields));
  }

  /** An entry that names nobody any longer. */
  static AuditEntry redacted(String id, String event) {
    return StoredJson.read(WHAT, event, AuditEvents.VERSION, json -> entry(id, json, List.of()));
  }

  private static AuditEntry entry(String id, JsonObject json, List<RedisReply> fields) {
    Map<String, String> details = new TreeMap<>();
    json.fieldNames().stream()
        .filter(name -> !NO_DETAILS.contains(name))
        .forEach(name -> details.put(name, detail(json, name)));
    for (int i = 2; i + 1 < fields.size(); i += 2) {
      String value = fields.get(i + 1).text();
      if (!value.isEmpty()) {
        details.put(fields.get(i).text(), value);
      }
    }
    return new AuditEntry(
        id,
        StoredJson.text(json, "type"),
        Actor.ofId(StoredJson.text(json, "by")),
        StoredJson.time(json, "at"),
        json.getString("comment"),
        rules(json.getJsonArray("rules")),
        details);
  }

  private static String detail(JsonObject json, String name) {
    return name.equals("written")
        ? StoredJson.time(json, name).toString()
        : String.valueOf(json.getValue(name));
  }

  private static List<String> rules(@Nullable JsonArray rules) {
    List<String> names = new ArrayList<>();
    if (rules != null) {
      rules.forEach(rule -> names.add(String.valueOf(rule)));
    }
    return names;
  }
}
