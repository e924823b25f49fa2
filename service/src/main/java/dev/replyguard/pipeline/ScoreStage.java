package dev.replyguard.pipeline;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Comment;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.store.CacheKey;
import io.vertx.core.Future;

/**
 * Asks the model what the text is like, and in which language it is, unless both are remembered; it
 * has no opinion itself. Identical texts on their way at the same time are scored once.
 */
final class ScoreStage implements PipelineStage {
  private final Scoring scoring;
  private final LanguageDetector languages;
  private final SingleFlight<CacheKey, Assessment> flights;

  ScoreStage(Scoring scoring, LanguageDetector languages, PipelineMetrics metrics) {
    this.scoring = scoring;
    this.languages = languages;
    this.flights = new SingleFlight<>(metrics::sharedScoring);
  }

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    if (findings.assessment() != null) {
      return Future.succeededFuture(new Continue(findings));
    }
    return flights
        .join(findings.cacheKey(), () -> assess(findings.comment()))
        .map(assessment -> new Continue(findings.withNew(assessment)));
  }

  private Future<Assessment> assess(Comment comment) {
    return scoring
        .score(Scoring.inputOf(comment))
        .map(scores -> Assessment.of(scores, languages.detect(comment.text()).orElse(null)));
  }
}
