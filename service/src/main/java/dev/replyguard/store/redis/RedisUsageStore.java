package dev.replyguard.store.redis;

import dev.replyguard.store.UsageStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counts of a day in one hash: {@code KEY} let through, {@code KEY!} refused. */
final class RedisUsageStore implements UsageStore {
  private static final String REFUSED = "!";
  private static final int VERSION = 1;

  /** More than a site has keys: those of keys that are gone are dropped some day. */
  private static final int MAX_NOTED = 100;

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final RedisLinks redis;
  private final InstantSource clock;

  RedisUsageStore(RedisLinks redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Future<Long> take(String site, String key, LocalDate day, long limit) {
    List<String> arguments = List.of(key, key + REFUSED, Long.toString(limit), ttl());
    return redis
        .run(Script.TAKE_QUOTA, List.of(usage(site, day)), arguments)
        .map(RedisReply::number);
  }

  @Override
  public Future<Void> add(String site, LocalDate day, Map<String, Long> requests) {
    List<String> arguments = new ArrayList<>();
    arguments.add(ttl());
    new TreeMap<>(requests)
        .forEach(
            (key, count) -> {
              arguments.add(key);
              arguments.add(Long.toString(count));
            });
    return redis.run(Script.ADD_USAGE, List.of(usage(site, day)), arguments).mapEmpty();
  }

  @Override
  public Future<List<Day>> days(String site, LocalDate last, int count) {
    List<Future<Day>> days = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      days.add(day(site, last.minusDays(i)));
    }
    return Future.all(days).map(all -> days.stream().map(Future::result).toList());
  }

  private Future<Day> day(String site, LocalDate day) {
    return redis
        .run(Script.USAGE, List.of(usage(site, day)), List.of())
        .map(reply -> new Day(day, counts(reply.elements())));
  }

  private static Map<String, Counts> counts(List<RedisReply> pairs) {
    Map<String, Counts> byKey = new HashMap<>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      String field = pairs.get(i).text();
      long count = Long.parseLong(pairs.get(i + 1).text());
      boolean refused = field.endsWith(REFUSED);
      byKey.merge(
          refused ? field.substring(0, field.length() - 1) : field,
          refused ? new Counts(0, count) : new Counts(count, 0),
          (one, other) ->
              new Counts(one.requests() + other.requests(), one.refused() + other.refused()));
    }
    return byKey;
  }

  @Override
  public Future<Void> note(String site, Map<String, LastScored> scored) {
    List<String> arguments = new ArrayList<>();
    arguments.add(ttl());
    arguments.add(Integer.toString(MAX_NOTED));
    new TreeMap<>(scored)
        .forEach(
            (key, last) -> {
              JsonObject json =
                  StoredJson.ofVersion(VERSION)
                      .put("at", last.at().toEpochMilli())
                      .put("dialect", last.dialect().name());
              StoredJson.put(json, "comment", last.comment());
              arguments.add(key);
              arguments.add(json.encode());
            });
    return redis.run(Script.NOTE_SCORED, List.of(Keys.lastScored(site)), arguments).mapEmpty();
  }

  @Override
  public Future<Map<String, LastScored>> lastScored(String site) {
    return redis
        .run(Script.USAGE, List.of(Keys.lastScored(site)), List.of())
        .map(
            reply -> {
              List<RedisReply> pairs = reply.elements();
              Map<String, LastScored> byKey = new HashMap<>();
              for (int i = 0; i + 1 < pairs.size(); i += 2) {
                byKey.put(pairs.get(i).text(), scored(new JsonObject(pairs.get(i + 1).text())));
              }
              return byKey;
            });
  }

  private static LastScored scored(JsonObject json) {
    return new LastScored(
        Instant.ofEpochMilli(json.getLong("at")),
        Dialect.valueOf(json.getString("dialect")),
        json.getString("comment"));
  }

  @Override
  public Future<Duration> takeFrom(String site, String key, String address, int perMinute) {
    List<String> arguments =
        List.of(
            Long.toString(clock.millis()),
            Long.toString(MINUTE / perMinute),
            Integer.toString(perMinute));
    return redis
        .run(Script.TAKE_RATE, List.of(Keys.rate(site, key, address)), arguments)
        .map(reply -> Duration.ofMillis(reply.number()));
  }

  private static String usage(String site, LocalDate day) {
    return Keys.usage(site, day.format(DateTimeFormatter.BASIC_ISO_DATE));
  }

  private static String ttl() {
    return Long.toString(Duration.ofDays(DAYS).toMillis());
  }
}
