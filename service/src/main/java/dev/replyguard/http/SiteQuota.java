package dev.replyguard.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many requests each site may make, counted by this process alone.
 *
 * <p>The generic cell rate algorithm (ITU-T I.371, the form of a leaky bucket that needs one number
 * per site): each request moves the site's theoretical arrival time on by one interval; a request
 * is refused when that would lie more than a burst ahead of now. The burst is one second's worth.
 * Only sites that have shown a valid key are counted, so the map is as small as the number of
 * sites. Safe for use by every thread.
 */
final class SiteQuota {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final int perSecond;
  private final long interval;
  private final LongSupplier nanoTime;
  private final Map<String, AtomicLong> arrivals = new ConcurrentHashMap<>();

  /**
   * A quota of {@code perSecond} requests, 0 for none.
   *
   * @param nanoTime the time in nanoseconds, from any origin
   */
  SiteQuota(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.interval = perSecond == 0 ? 0 : SECOND / perSecond;
    this.nanoTime = nanoTime;
  }

  /**
   * What became of a request.
   *
   * @param allowed whether it may go on
   * @param remaining how many more may follow at once
   * @param nextAfter how long until one more is allowed; zero where one is now
   */
  record Outcome(boolean allowed, int remaining, Duration nextAfter) {}

  boolean isLimited() {
    return perSecond > 0;
  }

  int perSecond() {
    return perSecond;
  }

  /** Counts a request of the site; call only where {@link #isLimited()}. */
  Outcome take(String site) {
    long now = nanoTime.getAsLong();
    AtomicLong arrival = arrivals.computeIfAbsent(site, s -> new AtomicLong(now));
    while (true) {
      long expected = arrival.get();
      // Compared by difference: the origin of the time is arbitrary and it may wrap around.
      long base = expected - now > 0 ? expected : now;
      long ahead = base + interval - now;
      if (ahead > SECOND) {
        return new Outcome(false, 0, Duration.ofNanos(ahead - SECOND));
      }
      if (arrival.compareAndSet(expected, base + interval)) {
        int remaining = (int) ((SECOND - ahead) / interval);
        long untilNext = Math.max(0, ahead + interval - SECOND);
        return new Outcome(true, remaining, Duration.ofNanos(untilNext));
      }
    }
  }
}
