package dev.replyguard.pipeline;

import io.vertx.core.Future;

/**
 * One step on the way of a comment. It never fails because the store is away. Whether its verdicts
 * count, or are only noted, is not its business but that of the pipeline.
 */
interface PipelineStage {

  /** Looks at the comment, in the light of what the earlier stages found. */
  Future<StageOutcome> examine(Findings findings);
}
