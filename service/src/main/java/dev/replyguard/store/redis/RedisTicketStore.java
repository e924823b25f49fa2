package dev.replyguard.store.redis;

import dev.replyguard.store.TicketStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;

/** The tickets, each a string that expires. */
final class RedisTicketStore implements TicketStore {
  private static final String USED = "1";

  private final RedisLinks redis;

  RedisTicketStore(RedisLinks redis) {
    this.redis = redis;
  }

  @Override
  public Future<Boolean> use(String digest, Duration keep) {
    Request request =
        Request.cmd(Command.SET)
            .arg(Keys.ticket(digest))
            .arg(USED)
            .arg("NX")
            .arg("PX")
            .arg(keep.toMillis());
    return redis.write("use_ticket", Keys.ticket(digest), request).map(reply -> !reply.isNil());
  }
}
