package dev.replyguard.domain;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of records that are kept for a time of their own, in whole days. */
public enum RetentionKind {
  /** Comments with their revisions, decisions and reports; what waits for a moderator stays. */
  COMMENTS("comments", 0, 3_650),
  /** The audit trail. */
  AUDIT("audit", 0, 3_650),
  /** The stream of what has happened to comments, of which no more than so many are kept anyway. */
  EVENTS("events", 1, 365),
  /** Dead letters and logged deliveries of webhooks. */
  DELIVERIES("deliveries", 1, 365),
  /** Who reported a comment, counted from the last report about it. */
  REPORTS("reports", 1, 3_650),
  /** What people decided about a text, for the next same or similar one. */
  RULINGS("rulings", 1, 365),
  /** Counts by day, which are about nobody. */
  STATISTICS("statistics", 0, 3_650),
  /** E-mail and IP addresses as they came in; for 0 days: they are kept as keyed hashes only. */
  ADDRESSES("addresses", 0, 3_650);

  private final String key;
  private final int least;
  private final int most;

  RetentionKind(String key, int least, int most) {
    this.key = key;
    this.least = least;
    this.most = most;
  }

  /** The name on the wire. */
  public String key() {
    return key;
  }

  /** Whether it has to be looked for; the others end by themselves. */
  public boolean isSwept() {
    return this != REPORTS && this != RULINGS && this != ADDRESSES;
  }

  /** The fewest days; 0 means for good, but for {@link #ADDRESSES}. */
  public int least() {
    return least;
  }

  /** The most days. */
  public int most() {
    return most;
  }

  /** The kind of that {@link #key()}, or empty where there is none. */
  public static Optional<RetentionKind> ofKey(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }
}
