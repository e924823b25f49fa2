package dev.replyguard.store;

import java.time.Duration;

/** What became of a reader's report. */
public sealed interface ReportOutcome {

  /**
   * It counts.
   *
   * @param reports how many readers have reported the comment by now
   * @param queued whether the comment has begun to wait for a moderator by it
   */
  record Taken(int reports, boolean queued) implements ReportOutcome {}

  /** The same reader has reported the comment before. */
  record Repeated(int reports) implements ReportOutcome {}

  /** The reader has reported too much lately. */
  record Limited(Duration retryAfter) implements ReportOutcome {}

  /** There is no such comment. */
  record Missing() implements ReportOutcome {}
}
