package dev.replyguard.pipeline;

import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Stage;

/** What a stage makes of a comment. */
sealed interface StageOutcome {

  /** No opinion: the next stage is asked, knowing what has been found out so far. */
  record NoOpinion(Findings findings) implements StageOutcome {}

  /**
   * A decision: no further stage is asked.
   *
   * @param findings what had been found out by then
   * @param decision it, made now or earlier
   * @param by the stage that made it
   */
  record Decided(Findings findings, Decision decision, Stage by) implements StageOutcome {}
}
