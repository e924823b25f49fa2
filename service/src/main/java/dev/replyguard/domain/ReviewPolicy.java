package dev.replyguard.domain;

import java.time.Duration;

/**
 * How a site's queue is worked through.
 *
 * <p>Waiting comments are ordered by when they arrived less a head start, so that each gains on
 * newer ones by its age alone and the order never has to be worked out anew: a comment of the
 * highest score stands beside a harmless one that came {@code severityLead} before it. All leads
 * are 0 to 365 days.
 *
 * @param severityLead the head start of a score of 1, less in proportion below
 * @param reportLead the head start of one reader's report; of n reports, log2(1 + n) times that
 * @param groupLead the head start of two similar comments; of n, log2(n) times that
 * @param lease how long a claimed comment stays with its moderator, 10 seconds to 24 hours
 * @param undoGrace how long a moderator may take back a decision, 0 to 24 hours
 * @param sampleShare which share of automatic decisions joins the queue to be measured, 0 to 1
 * @param withheldShare which share of held comments is shown without hints, as the sample is, so
 *     that nobody knows it among them, 0 to 1
 * @param secondLookShare which share of decided comments joins it again, unmarked, for another
 *     moderator, 0 to 1
 * @param reportsAfterRuling how many further reports bring back a comment that a moderator has
 *     approved, 1 to 1,000
 */
public record ReviewPolicy(
    Duration severityLead,
    Duration reportLead,
    Duration groupLead,
    Duration lease,
    Duration undoGrace,
    double sampleShare,
    double withheldShare,
    double secondLookShare,
    int reportsAfterRuling) {

  private static final Duration LONGEST_LEAD = Duration.ofDays(365);

  /** What holds where a site says nothing. */
  public static final ReviewPolicy DEFAULTS =
      new ReviewPolicy(
          Duration.ofHours(48),
          Duration.ofHours(12),
          Duration.ofHours(6),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          0.01,
          0.1,
          0,
          3);

  /** With those shares instead. */
  public ReviewPolicy measured(double newSampleShare, double newWithheldShare) {
    return new ReviewPolicy(
        severityLead,
        reportLead,
        groupLead,
        lease,
        undoGrace,
        newSampleShare,
        newWithheldShare,
        secondLookShare,
        reportsAfterRuling);
  }

  public ReviewPolicy {
    Bounds.within("review.severityLead", severityLead, Duration.ZERO, LONGEST_LEAD);
    Bounds.within("review.reportLead", reportLead, Duration.ZERO, LONGEST_LEAD);
    Bounds.within("review.groupLead", groupLead, Duration.ZERO, LONGEST_LEAD);
    Bounds.within("review.lease", lease, Duration.ofSeconds(10), Duration.ofHours(24));
    Bounds.within("review.undoGrace", undoGrace, Duration.ZERO, Duration.ofHours(24));
    Bounds.within("review.sampleShare", sampleShare, 0, 1);
    Bounds.within("review.withheldShare", withheldShare, 0, 1);
    Bounds.within("review.secondLookShare", secondLookShare, 0, 1);
    Bounds.within("review.reportsAfterRuling", reportsAfterRuling, 1, 1_000);
  }
}
