package dev.replyguard.pipeline;

import io.vertx.core.Future;

/**
 * One step on the way of a comment. It either has no opinion, or decides; it never fails because
 * the store is away.
 */
interface PipelineStage {

  /** Looks at the comment, in the light of what the earlier stages found. */
  Future<StageOutcome> examine(Findings findings);
}
