package dev.replyguard.pipeline;

import dev.replyguard.pipeline.StageOutcome.NoOpinion;
import io.vertx.core.Future;

/** Asks the model what the text is like, and in which language it is; it has no opinion itself. */
final class ScoreStage implements PipelineStage {
  private final Scoring scoring;
  private final LanguageDetector languages;

  ScoreStage(Scoring scoring, LanguageDetector languages) {
    this.scoring = scoring;
    this.languages = languages;
  }

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    String text = findings.comment().text();
    return scoring
        .score(Scoring.inputOf(findings.comment()))
        .map(scores -> new NoOpinion(findings.withScores(scores, languages.detect(text))));
  }
}
