package dev.replyguard.pipeline;

import dev.replyguard.domain.Assessment;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.pipeline.StageOutcome.Known;
import dev.replyguard.store.Background;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.LookUp;
import dev.replyguard.store.Terms;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has this very comment, with this very text, been decided? The same round trip brings all else
 * that the store knows, which is left among the findings for the later stages.
 */
final class KnownStage implements PipelineStage {
  private final CommentStore store;
  private final AssessmentCache local;
  private final Function<String, Terms> terms;
  private final PipelineMetrics metrics;

  KnownStage(
      CommentStore store,
      AssessmentCache local,
      Function<String, Terms> terms,
      PipelineMetrics metrics) {
    this.store = store;
    this.terms = terms;
    this.local = local;
    this.metrics = metrics;
  }

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    Optional<Assessment> remembered = local.find(findings.cacheKey());
    metrics.localCacheAsked(remembered.isPresent());
    Findings sofar = findings.withRemembered(remembered.orElse(null));
    LookUp request =
        new LookUp(
            findings.comment(),
            findings.cacheKey(),
            findings.trace(),
            terms.apply(findings.comment().site()).memory(),
            findings.policy().questions());
    return store
        .lookUp(request)
        .map(background -> outcome(sofar, background))
        .otherwise(away -> new Continue(sofar.withStoreAway()));
  }

  private StageOutcome outcome(Findings findings, Background background) {
    Background.Known known = background.known();
    if (known != null) {
      return new Known(findings, known);
    }
    Findings informed = findings.withBackground(background);
    if (findings.assessment() != null) {
      return new Continue(informed);
    }
    Assessment cached = background.assessment();
    metrics.redisCacheAsked(cached != null);
    if (cached == null) {
      return new Continue(informed);
    }
    local.put(findings.cacheKey(), cached);
    return new Continue(informed.withRemembered(cached));
  }
}
