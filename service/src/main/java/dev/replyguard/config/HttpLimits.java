package dev.replyguard.config;

import java.time.Duration;

/**
 * What the API port takes at most; what goes beyond is refused early.
 *
 * @param bodyBytes the largest body of a request about one comment, 32 KiB to 16 MiB
 * @param batchBodyBytes the largest body of a request about many, {@code bodyBytes} to 256 MiB
 * @param headerBytes the largest request line and all headers together, each: 1 KiB to 1 MiB
 * @param concurrentRequests how many requests are worked on at the same time, 1 to 100,000
 * @param connections how many connections may be open at the same time, {@code concurrentRequests}
 *     to 1,000,000
 * @param bodyTimeout how long a body may take to arrive, 100 ms to 5 minutes
 * @param idleTimeout after how long without a byte a connection is closed, 1 s to 1 hour
 * @param siteRequestsPerSecond how many requests a site may make a second, 0 for no quota
 */
public record HttpLimits(
    int bodyBytes,
    int batchBodyBytes,
    int headerBytes,
    int concurrentRequests,
    int connections,
    Duration bodyTimeout,
    Duration idleTimeout,
    int siteRequestsPerSecond) {

  /** What holds where nothing is set. */
  public static final HttpLimits DEFAULTS =
      new HttpLimits(
          256 << 10,
          8 << 20,
          16 << 10,
          1_000,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          0);

  public HttpLimits {
    Checks.within("limits.bodyBytes", bodyBytes, 32 << 10, 16 << 20);
    Checks.within("limits.batchBodyBytes", batchBodyBytes, bodyBytes, 256 << 20);
    Checks.within("limits.headerBytes", headerBytes, 1 << 10, 1 << 20);
    Checks.within("limits.concurrentRequests", concurrentRequests, 1, 100_000);
    Checks.within("limits.connections", connections, concurrentRequests, 1_000_000);
    Checks.within("limits.bodyTimeout", bodyTimeout, Duration.ofMillis(100), Duration.ofMinutes(5));
    Checks.within("limits.idleTimeout", idleTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
    Checks.within("limits.siteRequestsPerSecond", siteRequestsPerSecond, 0, 10_000_000);
  }
}
