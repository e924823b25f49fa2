package dev.replyguard.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often addresses use the keys of browsers, counted by this process alone, by the generic cell
 * rate algorithm (ITU-T I.371): each key and address has a theoretical arrival time, which may lie
 * a minute ahead. At most {@value #MAX_CALLERS} are remembered. Safe for use by every thread.
 */
final class AddressRates {
  static final int MAX_CALLERS = 20_000;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;
  private final Cache<Caller, AtomicLong> arrivals =
      Caffeine.newBuilder().maximumSize(MAX_CALLERS).expireAfterAccess(MINUTE).build();

  /**
   * Remembers nobody.
   *
   * @param nanoTime the time in nanoseconds, from any origin
   */
  AddressRates(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Who calls, with which key; the address as a hash. */
  record Caller(String site, String key, String address) {}

  /** Counts a request; how long to wait, where there were too many. */
  Duration take(Caller caller, int perMinute) {
    long now = nanoTime.getAsLong();
    long interval = MINUTE.toNanos() / perMinute;
    AtomicLong arrival = arrivals.get(caller, made -> new AtomicLong(now));
    while (true) {
      long expected = arrival.get();
      // Compared by difference: the origin of the time is arbitrary and it may wrap around.
      long next = (expected - now > 0 ? expected : now) + interval;
      long over = next - now - MINUTE.toNanos();
      if (over > 0) {
        return Duration.ofNanos(over);
      }
      if (arrival.compareAndSet(expected, next)) {
        return Duration.ZERO;
      }
    }
  }
}
