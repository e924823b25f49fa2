package dev.replyguard.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When an event is sent again that a webhook did not take: after 10 s, then twice as long each
 * time, up to 6 h, each time shortened by up to half so that many do not come at once; until three
 * days after the first attempt.
 */
final class RetrySchedule {
  /** After that long an event is given up. */
  static final Duration PATIENCE = Duration.ofDays(3);

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(6);
  // 10 s, doubled so often, is longer than the longest.
  private static final int DOUBLINGS = 12;

  private final RandomGenerator random;

  RetrySchedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * When to try again; empty where the event is to be given up.
   *
   * @param attempts how many there were, 1 or more
   */
  Optional<Instant> next(int attempts, Instant first, Instant now) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
    long millis = (doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled).toMillis();
    Instant next = now.plusMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    return next.isAfter(first.plus(PATIENCE)) ? Optional.empty() : Optional.of(next);
  }
}
