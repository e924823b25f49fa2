package dev.replyguard.pipeline;

import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Stage;
import dev.replyguard.pipeline.StageOutcome.Decided;
import dev.replyguard.pipeline.StageOutcome.NoOpinion;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.Known;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Has this very comment been decided? The same round trip asks for decisions on the same text,
 * which is left among the findings for the memory stage.
 *
 * <p>When the text is found in this process, the store is not asked: should it know the comment,
 * then recording brings its decision to light.
 */
final class KnownStage implements PipelineStage {
  private final CommentStore store;
  private final DecisionCache local;
  private final PipelineMetrics metrics;

  KnownStage(CommentStore store, DecisionCache local, PipelineMetrics metrics) {
    this.store = store;
    this.local = local;
    this.metrics = metrics;
  }

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    Optional<Decision> remembered = local.find(findings.cacheKey());
    metrics.localCacheAsked(remembered.isPresent());
    if (remembered.isPresent()) {
      return Future.succeededFuture(new NoOpinion(findings.withRemembered(remembered.get())));
    }
    return store
        .lookUp(findings.comment(), findings.cacheKey())
        .map(known -> outcome(findings, known))
        .otherwise(away -> new NoOpinion(findings.withStoreAway()));
  }

  private StageOutcome outcome(Findings findings, Known known) {
    if (known instanceof Known.SameComment same) {
      return new Decided(findings, same.decision(), Stage.KNOWN);
    }
    metrics.redisCacheAsked(known instanceof Known.SameText);
    if (known instanceof Known.SameText same) {
      local.put(findings.cacheKey(), same.decision());
      return new NoOpinion(findings.withRemembered(same.decision()));
    }
    return new NoOpinion(findings);
  }
}
