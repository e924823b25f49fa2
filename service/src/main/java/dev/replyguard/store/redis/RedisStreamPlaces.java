package dev.replyguard.store.redis;

import dev.replyguard.store.StreamPlaces;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The places of streams, in a sorted set a caller, by when they are free again. */
final class RedisStreamPlaces implements StreamPlaces {
  private final RedisLinks redis;
  private final InstantSource clock;

  RedisStreamPlaces(RedisLinks redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Future<Boolean> take(String caller, String stream, int limit, Duration lease) {
    List<String> arguments =
        List.of(
            stream,
            Long.toString(clock.millis()),
            Long.toString(lease.toMillis()),
            Integer.toString(limit));
    return redis
        .run(Script.TAKE_PLACE, List.of(Keys.streams(caller)), arguments)
        .map(reply -> reply.number() == 1);
  }

  @Override
  public Future<Void> leave(String caller, String stream) {
    Request request = Request.cmd(Command.ZREM).arg(Keys.streams(caller)).arg(stream);
    return redis.send("leave_place", Keys.streams(caller), request).mapEmpty();
  }
}
