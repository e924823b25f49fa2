package dev.replyguard.access;

import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.UsageStore;
import dev.replyguard.store.UsageStore.Dialect;
import dev.replyguard.store.UsageStore.LastScored;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what each key is used for, and holds it to its quota. With a quota, each request is
 * counted in the store, for all services together. Without one, requests are counted in memory and
 * written every few seconds, so that they cost nothing; a killed service loses what it had not
 * written.
 *
 * <p>Safe for use by every thread. Only keys that exist are counted, and only until that is
 * written, for as many days as the store is away at most: so the memory is bounded by their number.
 */
public final class KeyUsage {
  private final UsageStore store;
  private final KeyedHash hash;
  private final InstantSource clock;
  private final AddressRates whileAway = new AddressRates(System::nanoTime);
  private final Map<Counted, Long> unwritten = new ConcurrentHashMap<>();
  private final Map<Id, LastScored> unnoted = new ConcurrentHashMap<>();

  /** Counts nothing yet. */
  public KeyUsage(UsageStore store, KeyedHash hash, InstantSource clock) {
    this.store = store;
    this.hash = hash;
    this.clock = clock;
  }

  private record Id(String site, String key) {}

  /** Requests of a day. */
  private record Counted(String site, LocalDate day, String key) {}

  private record SiteDay(String site, LocalDate day) {}

  /**
   * What is left of the day's quota.
   *
   * @param left how many requests; negative where this one was too much
   * @param untilNext until the next day begins
   */
  public record Quota(long left, Duration untilNext) {}

  /** Counts a request of a key that has no quota. */
  public void count(Site site, SiteKey key) {
    unwritten.merge(new Counted(site.id(), today(), key.id()), 1L, Long::sum);
  }

  /**
   * Notes, in memory until it is written, what a key had scored.
   *
   * @param comment the comment's id, or null where the text had none
   */
  public void scored(Site site, SiteKey key, Dialect dialect, @Nullable String comment) {
    unnoted.put(new Id(site.id(), key.id()), new LastScored(clock.instant(), dialect, comment));
  }

  /** Counts a request of a key that has a quota. */
  public Future<Quota> take(Site site, SiteKey key) {
    LocalDate today = today();
    Duration untilNext =
        Duration.between(
            clock.instant(), today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    return store
        .take(site.id(), key.id(), today, key.perDay())
        .map(left -> new Quota(left, untilNext));
  }

  /**
   * Counts a request of a browser's key; how long to wait, where there were too many. While the
   * store is away this service counts for itself.
   */
  public Future<Duration> takeFrom(Site site, SiteKey key, String address) {
    String hashed = hash.hex("browser", address);
    return store
        .takeFrom(site.id(), key.id(), hashed, key.perMinute())
        .recover(
            failure ->
                failure instanceof StoreException
                    ? Future.succeededFuture(
                        whileAway.take(
                            new AddressRates.Caller(site.id(), key.id(), hashed), key.perMinute()))
                    : Future.failedFuture(failure));
  }

  /** Writes what was counted in memory; what cannot be written is tried again. */
  public Future<Void> write() {
    Map<SiteDay, Map<String, Long>> byDay = new HashMap<>();
    for (Counted counted : List.copyOf(unwritten.keySet())) {
      Long requests = unwritten.remove(counted);
      if (requests != null) {
        byDay
            .computeIfAbsent(new SiteDay(counted.site(), counted.day()), day -> new HashMap<>())
            .put(counted.key(), requests);
      }
    }
    List<Future<Void>> writes = new ArrayList<>();
    byDay.forEach(
        (of, counts) ->
            writes.add(
                store.add(of.site(), of.day(), counts).onFailure(failure -> takeBack(of, counts))));
    writes.addAll(notes());
    return Future.join(writes).mapEmpty();
  }

  private List<Future<Void>> notes() {
    Map<String, Map<String, LastScored>> bySite = new HashMap<>();
    for (Id id : List.copyOf(unnoted.keySet())) {
      LastScored last = unnoted.remove(id);
      if (last != null) {
        bySite.computeIfAbsent(id.site(), site -> new HashMap<>()).put(id.key(), last);
      }
    }
    List<Future<Void>> writes = new ArrayList<>();
    bySite.forEach(
        (site, scored) ->
            writes.add(
                store
                    .note(site, scored)
                    .onFailure(
                        failure ->
                            scored.forEach(
                                (key, last) -> unnoted.putIfAbsent(new Id(site, key), last)))));
    return writes;
  }

  /** What the site's keys had scored last, by the id of the key. */
  public Future<Map<String, LastScored>> lastScored(String site) {
    return write().transform(written -> store.lastScored(site));
  }

  /** The counts of so many days up to today, the latest first. */
  public Future<List<UsageStore.Day>> days(String site, int count) {
    return write().transform(written -> store.days(site, today(), count));
  }

  private void takeBack(SiteDay of, Map<String, Long> counts) {
    counts.forEach(
        (key, count) -> unwritten.merge(new Counted(of.site(), of.day(), key), count, Long::sum));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
