package dev.replyguard.http;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Makes identifiers: 32 hexadecimal digits laid out as a UUID of version 7 (RFC 9562), so that they
 * sort by the millisecond they were made in and 74 random bits keep them apart. They are unique,
 * not secret. For one thread.
 */
public final class TimeOrderedIds {
  private static final HexFormat HEX = HexFormat.of();

  private final Clock clock;
  private final RandomGenerator random;

  /** Identifiers by the time of {@code clock} and what {@code random} gives. */
  public TimeOrderedIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** Identifiers by the time of {@code clock} and a generator seeded by the system. */
  public static TimeOrderedIds seededBySystem(Clock clock) {
    return new TimeOrderedIds(clock, new SplittableRandom(new SecureRandom().nextLong()));
  }

  /** The next one. */
  public String next() {
    long high = (clock.millis() << 16) | 0x7000 | random.nextInt(1 << 12);
    long low = (1L << 63) | (random.nextLong() >>> 2);
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }
}
