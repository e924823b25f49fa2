package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.store.StoreException;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads events as {@code lib/events.lua} writes them: names and values in turn. */
final class StoredEvents {
  private StoredEvents() {}

  /** An entry of the stream. */
  static CommentEvent ofEntry(String site, RedisReply entry) {
    List<RedisReply> parts = entry.elements();
    return read(
        site, parts.get(0).text(), parts.get(1).elements().stream().map(RedisReply::text).toList());
  }

  /** An event as it is put down for a webhook. */
  static CommentEvent ofJson(String site, String id, String json) {
    try {
      return read(site, id, new JsonArray(json).stream().map(String.class::cast).toList());
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  static EventId id(String text) {
    return EventId.parse(text)
        .orElseThrow(
            () ->
                new StoreException(
                    StoreException.Kind.FAILED, "stored event cannot be read: it has no id"));
  }

  private static CommentEvent read(String site, String id, List<String> flat) {
    try {
      return event(site, id(id), fields(flat));
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  private static CommentEvent event(String site, EventId id, Map<String, String> fields) {
    String previous = fields.get("previous");
    String means = fields.get("means");
    return new CommentEvent(
        id,
        type(required(fields, "type")),
        site,
        required(fields, "comment"),
        Integer.parseInt(required(fields, "revision")),
        Verdict.ofKey(required(fields, "verdict")),
        previous == null ? null : Verdict.ofKey(previous),
        Actor.ofId(required(fields, "by")),
        fields.get("reason"),
        means == null ? null : Ruling.Means.ofKey(means),
        time(required(fields, "at")));
  }

  /** Milliseconds since 1970, or a text, as all once were. */
  private static Instant time(String stored) {
    return stored.indexOf('T') < 0
        ? Instant.ofEpochMilli(Long.parseLong(stored))
        : Instant.parse(stored);
  }

  /** The type that the audit trail has this word for. */
  static CommentEvent.Type type(String audited) {
    return switch (audited) {
      case "decided" -> CommentEvent.Type.JUDGED;
      case "ruled" -> CommentEvent.Type.DECIDED;
      case "undone" -> CommentEvent.Type.UNDONE;
      case "reopened" -> CommentEvent.Type.REOPENED;
      case "reported" -> CommentEvent.Type.REPORTED;
      case "escalated" -> CommentEvent.Type.ESCALATED;
      default -> throw new IllegalArgumentException("no such type of event");
    };
  }

  /** The audit trail's word for it. */
  static String audited(CommentEvent.Type type) {
    return switch (type) {
      case JUDGED -> "decided";
      case DECIDED -> "ruled";
      case UNDONE -> "undone";
      case REOPENED -> "reopened";
      case REPORTED -> "reported";
      case ESCALATED -> "escalated";
    };
  }

  private static Map<String, String> fields(List<String> flat) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      if (!flat.get(i + 1).isEmpty()) {
        fields.put(flat.get(i), flat.get(i + 1));
      }
    }
    return fields;
  }

  private static String required(Map<String, String> fields, String name) {
    @Nullable String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static StoreException unreadable(RuntimeException why) {
    return new StoreException(
        StoreException.Kind.FAILED,
        "stored event cannot be read: " + why.getClass().getSimpleName(),
        why);
  }
}
