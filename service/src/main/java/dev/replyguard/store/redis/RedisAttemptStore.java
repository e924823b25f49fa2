package dev.replyguard.store.redis;

import dev.replyguard.store.AttemptStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The attempts to sign in, in two sorted sets by when each counts no longer. */
final class RedisAttemptStore implements AttemptStore {
  private final RedisLinks redis;
  private final InstantSource clock;

  RedisAttemptStore(RedisLinks redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Future<Duration> begin(Attempted attempt, Limits limits) {
    List<String> arguments =
        List.of(
            attempt.id(),
            Long.toString(clock.millis()),
            Long.toString(UNDECIDED.toMillis()),
            Integer.toString(limits.ofUser()),
            Integer.toString(limits.ofAddress()));
    return redis
        .run(Script.BEGIN_ATTEMPT, keys(attempt), arguments)
        .map(reply -> Duration.ofMillis(reply.number()));
  }

  @Override
  public Future<Void> failed(Attempted attempt, Limits limits) {
    List<String> arguments =
        List.of(
            "failed",
            attempt.id(),
            Long.toString(clock.millis()),
            Long.toString(limits.window().toMillis()));
    return redis.run(Script.END_ATTEMPT, keys(attempt), arguments).mapEmpty();
  }

  @Override
  public Future<Void> succeeded(Attempted attempt) {
    return ended("succeeded", attempt);
  }

  @Override
  public Future<Void> abandoned(Attempted attempt) {
    return ended("abandoned", attempt);
  }

  private Future<Void> ended(String how, Attempted attempt) {
    return redis
        .run(Script.END_ATTEMPT, keys(attempt), List.of(how, attempt.id(), "0", "0"))
        .mapEmpty();
  }

  private static List<String> keys(Attempted attempt) {
    return List.of(Keys.attemptsOf(attempt.user()), Keys.attemptsFrom(attempt.address()));
  }
}
