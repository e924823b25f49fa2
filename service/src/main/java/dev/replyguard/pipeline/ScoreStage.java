package dev.replyguard.pipeline;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.AwayPolicy.Fallback;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.store.CacheKey;
import io.vertx.core.Future;
import java.util.List;

/**
 * What does the model say, and in which language is the text, unless both are remembered? It has no
 * opinion itself. Identical texts on their way at the same time are scored once.
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
        .map(assessment -> (StageOutcome) new Continue(findings.withNew(assessment)))
        .recover(failure -> away(findings, failure));
  }

  private Future<Assessment> assess(Comment comment) {
    return scoring
        .score(Scoring.inputOf(comment))
        .map(scores -> Assessment.of(scores, languages.detect(comment.text()).orElse(null)));
  }

  /** Only for want of time: what else can go wrong with a model must not go unseen. */
  private static Future<StageOutcome> away(Findings findings, Throwable failure) {
    Fallback fallback = findings.policy().document().away().model();
    if (fallback == Fallback.REFUSE || !(failure instanceof OverloadedException)) {
      return Future.failedFuture(failure);
    }
    boolean hold = fallback == Fallback.HOLD;
    Reason reason =
        new Reason(
            Stage.SCORE,
            "model.away",
            null,
            null,
            null,
            "The model could not be asked",
            List.of(),
            List.of(),
            hold ? Verdict.HOLD : null,
            false);
    Findings told = findings.withReasons(List.of(reason));
    return Future.succeededFuture(new Continue(hold ? told.held(Stage.SCORE) : told));
  }
}
