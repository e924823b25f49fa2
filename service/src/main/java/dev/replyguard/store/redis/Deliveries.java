package dev.replyguard.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.List;

/** Removes what is kept of a site's deliveries to its webhooks, of which there are few. */
final class Deliveries {
  private final RedisLinks redis;

  Deliveries(RedisLinks redis) {
    this.redis = redis;
  }

  /**
   * Removes dead letters and logged attempts.
   *
   * @param before what happened earlier goes
   * @param ofGone whether what is about comments that are gone goes
   * @return how many of both
   */
  Future<Integer> sweep(String site, Instant before, boolean ofGone) {
    Request ids = Request.cmd(Command.HKEYS).arg(Keys.webhooks(site));
    return redis
        .send("webhooks", Keys.webhooks(site), ids)
        .compose(
            reply -> {
              List<Future<Integer>> swept =
                  reply.elements().stream()
                      .map(id -> sweep(site, id.text(), before, ofGone))
                      .toList();
              return Future.all(swept).map(all -> swept.stream().mapToInt(Future::result).sum());
            });
  }

  private Future<Integer> sweep(String site, String id, Instant before, boolean ofGone) {
    return redis
        .run(
            Script.SWEEP_WEBHOOK,
            List.of(Keys.prefix(site)),
            List.of(id, Long.toString(before.toEpochMilli()), ofGone ? "1" : "0"))
        .map(reply -> (int) (reply.elements().get(0).number() + reply.elements().get(1).number()));
  }
}
