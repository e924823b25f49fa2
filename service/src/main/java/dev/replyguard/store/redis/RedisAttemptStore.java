package dev.replyguard.store.redis;

import dev.replyguard.store.AttemptStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** The attempts to sign in, as two counters that expire. */
final class RedisAttemptStore implements AttemptStore {
  private final RedisLinks redis;

  RedisAttemptStore(RedisLinks redis) {
    this.redis = redis;
  }

  @Override
  public Future<Duration> begin(String user, String address, Limits limits) {
    List<String> arguments =
        List.of(
            Integer.toString(limits.ofUser()),
            Integer.toString(limits.ofAddress()),
            Long.toString(limits.window().toMillis()));
    return redis
        .run(Script.BEGIN_ATTEMPT, keys(user, address), arguments)
        .map(reply -> Duration.ofMillis(reply.number()));
  }

  @Override
  public Future<Void> succeeded(String user, String address) {
    return redis.run(Script.END_ATTEMPT, keys(user, address), List.of()).mapEmpty();
  }

  private static List<String> keys(String user, String address) {
    return List.of(Keys.attemptsOf(user), Keys.attemptsFrom(address));
  }
}
