package dev.replyguard.store.redis;

import dev.replyguard.store.StatisticsStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The counts in Redis, a hash a day, which {@code lib/statistics.lua} writes to. */
final class RedisStatisticsStore implements StatisticsStore {
  private final RedisLinks redis;

  RedisStatisticsStore(RedisLinks redis) {
    this.redis = redis;
  }

  @Override
  public Future<List<Day>> days(String site, LocalDate first, int days) {
    List<Future<Day>> found =
        IntStream.range(0, days).mapToObj(first::plusDays).map(day -> day(site, day)).toList();
    return Future.all(found).map(all -> found.stream().map(Future::result).toList());
  }

  private Future<Day> day(String site, LocalDate day) {
    // One field and one value at a time, in either protocol.
    Request request = Request.cmd(Command.HKEYS).arg(Keys.statistics(site, Days.name(day)));
    return redis
        .send("statistics", Keys.statistics(site, Days.name(day)), request)
        .compose(
            names ->
                names.elements().isEmpty()
                    ? Future.succeededFuture(new Day(day, Map.of()))
                    : counts(site, day, names.elements().stream().map(RedisReply::text).toList()));
  }

  private Future<Day> counts(String site, LocalDate day, List<String> names) {
    Request request = Request.cmd(Command.HMGET).arg(Keys.statistics(site, Days.name(day)));
    names.forEach(request::arg);
    return redis
        .send("statistics", Keys.statistics(site, Days.name(day)), request)
        .map(
            reply -> {
              List<RedisReply> values = reply.elements();
              Map<String, Long> counts = new HashMap<>();
              for (int i = 0; i < names.size(); i++) {
                // What has been taken back leaves a zero behind.
                if (!values.get(i).isNil() && !values.get(i).text().equals("0")) {
                  counts.put(names.get(i), Long.valueOf(values.get(i).text()));
                }
              }
              return new Day(day, counts);
            });
  }
}
