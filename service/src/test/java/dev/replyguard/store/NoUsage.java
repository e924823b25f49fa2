package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Keeps no counts, and refuses nothing. */
public class NoUsage implements UsageStore {
  @Override
  public Future<Long> take(String site, String key, LocalDate day, long limit) {
    return Future.succeededFuture(limit);
  }

  @Override
  public Future<Void> add(String site, LocalDate day, Map<String, Long> requests) {
    return Future.succeededFuture();
  }

  @Override
  public Future<List<Day>> days(String site, LocalDate last, int count) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Duration> takeFrom(String site, String key, String address, int perMinute) {
    return Future.succeededFuture(Duration.ZERO);
  }

  @Override
  public Future<Void> note(String site, Map<String, LastScored> scored) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Map<String, LastScored>> lastScored(String site) {
    return Future.succeededFuture(Map.of());
  }
}
