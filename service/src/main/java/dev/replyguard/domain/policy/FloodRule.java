package dev.replyguard.domain.policy;

import java.time.Duration;

/**
 * A bound on how many comments come in a time: so many at once, and then one whenever a fair share
 * of the time is over.
 *
 * @param limit how many comments, at least 1
 * @param period in what time
 * @param action what follows beyond it
 */
public record FloodRule(int limit, Duration period, Action action) {

  /** The time after which one more comment is allowed. */
  public Duration interval() {
    return period.dividedBy(limit);
  }
}
