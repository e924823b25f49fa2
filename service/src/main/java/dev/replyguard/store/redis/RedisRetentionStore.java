package dev.replyguard.store.redis;

import dev.replyguard.store.RetentionStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Cuts off what is old, in Redis. */
final class RedisRetentionStore implements RetentionStore {
  private static final int TRIMMED_AT_ONCE = 10_000;
  private static final int REDACTED_AT_ONCE = 500;
  private static final int DAYS_BACK = 366;

  private final RedisLinks redis;

  RedisRetentionStore(RedisLinks redis) {
    this.redis = redis;
  }

  @Override
  public Future<Boolean> lease(String owner, Duration time) {
    return redis
        .run(
            Script.TAKE_LEASE,
            List.of(Keys.SWEEPER),
            List.of(owner, Long.toString(time.toMillis())))
        .map(reply -> reply.number() == 1);
  }

  @Override
  public Future<Step> trimAudit(String site, Instant before) {
    return trim(Keys.audit(site), Keys.redactedAudit(site), before);
  }

  @Override
  public Future<Step> trimEvents(String site, Instant before) {
    // Of events nothing is kept beside the stream: that key is never there.
    return trim(Keys.events(site), Keys.events(site) + ":none", before);
  }

  private Future<Step> trim(String stream, String beside, Instant before) {
    String millis = Long.toString(before.toEpochMilli());
    return redis
        .run(
            Script.TRIM_STREAM,
            List.of(stream, beside),
            List.of(
                millis,
                RedactedEntries.padded(millis),
                Integer.toString(TRIMMED_AT_ONCE),
                Integer.toString(REDACTED_AT_ONCE)))
        .map(
            reply ->
                new Step(
                    (int) reply.elements().get(0).number(), reply.elements().get(1).number() == 1));
  }

  @Override
  public Future<Integer> trimDeliveries(String site, Instant before) {
    return new Deliveries(redis).sweep(site, before, false);
  }

  @Override
  public Future<Integer> trimStatistics(String site, LocalDate before) {
    Request days = Request.cmd(Command.DEL);
    for (int i = 1; i <= DAYS_BACK; i++) {
      days.arg(Keys.statistics(site, Days.name(before.minusDays(i))));
    }
    return redis
        .write("retention_statistics", Keys.statistics(site, Days.name(before)), days)
        .map(reply -> (int) reply.number());
  }
}
