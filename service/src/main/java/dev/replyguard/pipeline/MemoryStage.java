package dev.replyguard.pipeline;

import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Stage;
import dev.replyguard.pipeline.StageOutcome.Decided;
import dev.replyguard.pipeline.StageOutcome.NoOpinion;
import io.vertx.core.Future;

/**
 * Has the same text been judged under the same model and policy? Then it is judged so again. Texts
 * count as the same after normalisation, so the words the reasons rest on may stand elsewhere in
 * this one: they are found again.
 */
final class MemoryStage implements PipelineStage {
  private final MatchLocator matches;

  MemoryStage(MatchLocator matches) {
    this.matches = matches;
  }

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    Decision remembered = findings.remembered();
    if (remembered == null) {
      return Future.succeededFuture(new NoOpinion(findings));
    }
    String text = findings.comment().text();
    if (MatchLocator.fits(remembered.reasons(), text)) {
      return Future.succeededFuture(new Decided(findings, remembered, Stage.MEMORY));
    }
    return matches
        .locate(remembered.reasons(), Scoring.inputOf(findings.comment()))
        .map(reasons -> new Decided(findings, remembered.withReasons(reasons), Stage.MEMORY));
  }
}
