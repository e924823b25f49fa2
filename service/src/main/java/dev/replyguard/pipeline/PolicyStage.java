package dev.replyguard.pipeline;

import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Policy;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.model.Scores;
import dev.replyguard.pipeline.StageOutcome.Decided;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Holds the scores against the site's thresholds; it always decides. */
final class PolicyStage implements PipelineStage {
  private final PolicyEngine engine = new PolicyEngine();
  private final Policy policy;
  private final String model;
  private final MatchLocator matches;
  private final Clock clock;

  PolicyStage(Policy policy, String model, MatchLocator matches, Clock clock) {
    this.policy = policy;
    this.model = model;
    this.matches = matches;
    this.clock = clock;
  }

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    Scores scores = Objects.requireNonNull(findings.scores(), "the score stage goes before");
    PolicyEngine.Outcome outcome = engine.judge(policy, scores);
    Future<List<Reason>> located =
        outcome.reasons().isEmpty()
            ? Future.succeededFuture(List.of())
            : matches.locate(outcome.reasons(), Scoring.inputOf(findings.comment()));
    return located.map(
        reasons ->
            new Decided(
                findings,
                new Decision(
                    outcome.verdict(),
                    scores,
                    reasons,
                    model,
                    policy.version(),
                    findings.language(),
                    clock.instant()),
                Stage.POLICY));
  }
}
