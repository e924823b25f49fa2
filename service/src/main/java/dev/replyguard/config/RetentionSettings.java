package dev.replyguard.config;

import java.time.Duration;

/**
 * For how long things are kept where a site says nothing, each in whole days.
 *
 * @param comments comments that no longer wait, 0 (for good) to 3,650 days
 * @param audit the audit trail, 0 (for good) to 3,650 days
 * @param events the stream of events, 1 to 365 days
 * @param deliveries dead letters and logged deliveries, 1 to 365 days
 * @param reports who reported a comment, 1 to 3,650 days
 * @param rulings what people decided about a text, 1 to 365 days
 * @param statistics counts by day, 0 (for good) to 3,650 days
 */
public record RetentionSettings(
    Duration comments,
    Duration audit,
    Duration events,
    Duration deliveries,
    Duration reports,
    Duration rulings,
    Duration statistics) {
  private static final int TEN_YEARS = 3_650;
  private static final int YEAR = 365;

  public RetentionSettings {
    days("retention.comments", comments, 0, TEN_YEARS);
    days("retention.audit", audit, 0, TEN_YEARS);
    days("retention.events", events, 1, YEAR);
    days("retention.deliveries", deliveries, 1, YEAR);
    days("retention.reports", reports, 1, TEN_YEARS);
    days("retention.rulings", rulings, 1, YEAR);
    days("retention.statistics", statistics, 0, TEN_YEARS);
  }

  private static void days(String setting, Duration value, int least, int most) {
    Checks.within(setting, value, Duration.ofDays(least), Duration.ofDays(most));
    if (!value.equals(Duration.ofDays(value.toDays()))) {
      throw new InvalidSettingException(
          setting, "whole days such as 90d expected, got " + Quantities.format(value));
    }
  }
}
