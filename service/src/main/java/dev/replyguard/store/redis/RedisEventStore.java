package dev.replyguard.store.redis;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.store.EventStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;

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
        .send("events", Keys.events(site), range)
        .map(
            reply ->
                reply.elements().stream().map(entry -> StoredEvents.ofEntry(site, entry)).toList());
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
        .send("events", Keys.events(site), range)
        .map(
            reply ->
                reply.elements().stream()
                    .findFirst()
                    .map(entry -> StoredEvents.id(entry.elements().get(0).text()))
                    .orElse(EventId.START));
  }
}
