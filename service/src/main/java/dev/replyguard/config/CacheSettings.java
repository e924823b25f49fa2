package dev.replyguard.config;

import java.time.Duration;

/**
 * How long and how many decisions are kept for the next comment of the same text.
 *
 * @param localBytes about how much memory the cache in this process may take, 0 to 1 GiB; 0
 *     switches it off
 * @param localTtl how long an entry in this process lives, 1 s to 1 hour
 * @param ttl how long an entry in Redis lives, 1 s to 30 days
 */
public record CacheSettings(int localBytes, Duration localTtl, Duration ttl) {

  /** What holds where nothing is set. */
  public static final CacheSettings DEFAULTS =
      new CacheSettings(16 << 20, Duration.ofMinutes(1), Duration.ofHours(24));

  public CacheSettings {
    Checks.within("cache.localBytes", localBytes, 0, 1 << 30);
    Checks.within("cache.localTtl", localTtl, Duration.ofSeconds(1), Duration.ofHours(1));
    Checks.within("cache.ttl", ttl, Duration.ofSeconds(1), Duration.ofDays(30));
  }
}
