package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.store.EventStore;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events in Redis: a stream a site, which {@code lib/events.lua} writes to. */
final class RedisEventStore implements EventStore {
  private final RedisLinks redis;

  RedisEventStore(RedisLinks redis) {
    this.redis = redis;
  }

  @Override
  public Future<List<CommentEvent>> after(String site, EventId after, int limit) {
    Request range =
        Request.cmd(Command.XRANGE)
            .arg(Keys.events(site))
            .arg("(" + after)
            .arg("+")
            .arg("COUNT")
            .arg(limit);
    return redis
        .send("events", range)
        .map(reply -> reply.elements().stream().map(entry -> event(site, entry)).toList());
  }

  @Override
  public Future<EventId> oldest(String site) {
    return outermost(site, Command.XRANGE, "-", "+");
  }

  @Override
  public Future<EventId> latest(String site) {
    return outermost(site, Command.XREVRANGE, "+", "-");
  }

  private Future<EventId> outermost(String site, Command command, String from, String to) {
    Request range =
        Request.cmd(command).arg(Keys.events(site)).arg(from).arg(to).arg("COUNT").arg(1);
    return redis
        .send("events", range)
        .map(
            reply ->
                reply.elements().stream()
                    .findFirst()
                    .map(entry -> id(entry.elements().get(0).text()))
                    .orElse(EventId.START));
  }

  private static CommentEvent event(String site, RedisReply entry) {
    try {
      List<RedisReply> parts = entry.elements();
      return event(site, id(parts.get(0).text()), fields(parts.get(1).elements()));
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new StoreException(
          StoreException.Kind.FAILED,
          "stored event cannot be read: " + e.getClass().getSimpleName(),
          e);
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
        Instant.parse(required(fields, "at")));
  }

  /** The audit trail's word for it. */
  private static CommentEvent.Type type(String audited) {
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

  private static Map<String, String> fields(List<RedisReply> flat) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      String value = flat.get(i + 1).text();
      if (!value.isEmpty()) {
        fields.put(flat.get(i).text(), value);
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

  private static EventId id(String text) {
    return EventId.parse(text)
        .orElseThrow(
            () ->
                new StoreException(
                    StoreException.Kind.FAILED, "stored event cannot be read: it has no id"));
  }
}
