package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Removes what is older than it may be, where it does not end by itself. Each call is a bounded
 * step; what there is to be done is done once by one service at a time, who has the lease.
 */
public interface RetentionStore {

  /**
   * Takes the lease, or prolongs the one that {@code owner} has.
   *
   * @return whether {@code owner} has it now
   */
  Future<Boolean> lease(String owner, Duration time);

  /**
   * What a step has done.
   *
   * @param removed how many entries
   * @param more whether there may be more to remove
   */
  record Step(int removed, boolean more) {}

  /** Cuts off what the audit trail has of earlier times. */
  Future<Step> trimAudit(String site, Instant before);

  /** Cuts off what the stream of events has of earlier times. */
  Future<Step> trimEvents(String site, Instant before);

  /** Removes dead letters and logged deliveries of earlier times. */
  Future<Integer> trimDeliveries(String site, Instant before);

  /** Removes the counts of earlier days, of a year back. */
  Future<Integer> trimStatistics(String site, LocalDate before);
}
