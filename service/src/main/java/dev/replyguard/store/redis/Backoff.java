package dev.replyguard.store.redis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling from the shortest to the longest wait, each
 * time with jitter, so that many clients do not come back at the same moment.
 *
 * @param shortest the wait after the first failure, before jitter
 * @param longest no wait is longer
 */
public record Backoff(Duration shortest, Duration longest) {
  private static final int MAX_DOUBLINGS = 20;

  public Backoff {
    if (shortest.isNegative() || shortest.isZero() || longest.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(
          "backoff: 0 < shortest <= longest expected, got " + shortest + " and " + longest);
    }
  }

  /**
   * A wait in the upper half of what the doubling allows.
   *
   * @param failures attempts that have failed so far, from 1
   * @param random where the jitter comes from
   */
  public Duration after(int failures, RandomGenerator random) {
    int doublings = Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
    long limit = Math.min(shortest.toNanos() << doublings, longest.toNanos());
    return Duration.ofNanos(limit / 2 + random.nextLong(limit / 2 + 1));
  }
}
