package dev.replyguard.domain;

import java.time.Duration;

/**
 * What a site makes of texts it has seen before.
 *
 * @param rulingAge how long a moderator's decision holds for the next same or similar text, 1
 *     minute to 365 days
 * @param distance in how many of 64 bits two texts' fingerprints may differ to count as similar, 0
 *     to {@link SimHash#MAX_DISTANCE}
 * @param minLength texts whose normalised form is shorter, in UTF-16 units, are similar to none:
 *     greetings and thanks look alike, 16 to 1,000
 * @param groupAge for how long further similar comments join a group, 1 minute to 30 days
 * @param campaignAuthors from how many authors on similar texts are held as one campaign, 2 to
 *     1,000
 * @param campaignWindow within what time they have to come, 1 minute to 7 days
 */
public record MemoryPolicy(
    Duration rulingAge,
    int distance,
    int minLength,
    Duration groupAge,
    int campaignAuthors,
    Duration campaignWindow) {

  /** What holds where a site says nothing. */
  public static final MemoryPolicy DEFAULTS =
      new MemoryPolicy(Duration.ofDays(30), 8, 40, Duration.ofDays(1), 5, Duration.ofHours(1));

  public MemoryPolicy {
    Bounds.within("memory.rulingAge", rulingAge, Duration.ofMinutes(1), Duration.ofDays(365));
    Bounds.within("memory.distance", distance, 0, SimHash.MAX_DISTANCE);
    Bounds.within("memory.minLength", minLength, 16, 1_000);
    Bounds.within("memory.groupAge", groupAge, Duration.ofMinutes(1), Duration.ofDays(30));
    Bounds.within("memory.campaignAuthors", campaignAuthors, 2, 1_000);
    Bounds.within(
        "memory.campaignWindow", campaignWindow, Duration.ofMinutes(1), Duration.ofDays(7));
  }
}
