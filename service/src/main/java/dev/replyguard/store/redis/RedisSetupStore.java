package dev.replyguard.store.redis;

import dev.replyguard.store.SetupStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;

/** The set-up token's digest, as a string that expires. */
final class RedisSetupStore implements SetupStore {
  private final RedisLinks redis;

  RedisSetupStore(RedisLinks redis) {
    this.redis = redis;
  }

  @Override
  public Future<Void> offer(String digest, Duration validity) {
    Request request =
        Request.cmd(Command.SET).arg(Keys.SETUP).arg(digest).arg("PX").arg(validity.toMillis());
    return redis.write("offer_setup", Keys.SETUP, request).mapEmpty();
  }

  @Override
  public Future<Boolean> isOffered() {
    return redis
        .send("setup", Keys.SETUP, Request.cmd(Command.EXISTS).arg(Keys.SETUP))
        .map(reply -> reply.number() == 1);
  }

  @Override
  public Future<Boolean> take(String digest) {
    return redis
        .run(Script.TAKE_SETUP, List.of(Keys.SETUP), List.of(digest))
        .map(reply -> reply.number() == 1);
  }

  @Override
  public Future<Void> withdraw() {
    return redis
        .write("withdraw_setup", Keys.SETUP, Request.cmd(Command.DEL).arg(Keys.SETUP))
        .mapEmpty();
  }
}
