package dev.replyguard.pipeline;

import dev.replyguard.domain.Verdict;
import dev.replyguard.store.Background;

/** What a stage makes of a comment. */
sealed interface StageOutcome {

  /**
   * The next stage is asked, knowing what has been found out so far. A stage that wants the comment
   * held says so by {@link Findings#held}: a later one may still find worse.
   */
  record Continue(Findings findings) implements StageOutcome {}

  /**
   * A verdict: no further stage is asked. What an earlier stage wanted held is not approved by it.
   *
   * @param findings what had been found out by then
   * @param verdict what is to be done
   */
  record Decided(Findings findings, Verdict verdict) implements StageOutcome {}

  /** This very comment was decided before. */
  record Known(Findings findings, Background.Known earlier) implements StageOutcome {}
}
