package dev.replyguard.pipeline;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Evidence;
import dev.replyguard.domain.Policy;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.pipeline.StageOutcome.Decided;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the scores against the site's thresholds, and says which words made them. */
final class PolicyStage implements PipelineStage {
  private final PolicyEngine engine = new PolicyEngine();
  private final Policy policy;
  private final MatchLocator locator;

  PolicyStage(Policy policy, MatchLocator locator) {
    this.policy = policy;
    this.locator = locator;
  }

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    Assessment assessment =
        Objects.requireNonNull(findings.assessment(), "the score stage goes before");
    PolicyEngine.Outcome outcome = engine.judge(policy, assessment.scores());
    return explained(findings, assessment, labels(outcome.reasons()))
        .map(explained -> outcome(explained.withReasons(located(outcome, explained)), outcome));
  }

  private static StageOutcome outcome(Findings findings, PolicyEngine.Outcome outcome) {
    return outcome.verdict() == Verdict.REJECT
        ? new Decided(findings, Verdict.REJECT)
        : new Continue(outcome.verdict() == Verdict.HOLD ? findings.held(Stage.POLICY) : findings);
  }

  /** With the evidence for those labels, remembered or found now. */
  private Future<Findings> explained(Findings findings, Assessment assessment, Set<Label> labels) {
    return assessment.explains(labels, findings.comment().text())
        ? Future.succeededFuture(findings)
        : locator
            .locate(labels, Scoring.inputOf(findings.comment()))
            .map(evidence -> findings.withExplained(assessment.withEvidence(evidence)));
  }

  private static List<Reason> located(PolicyEngine.Outcome outcome, Findings findings) {
    Assessment assessment = findings.assessment();
    Map<Label, Evidence> evidence = assessment == null ? Map.of() : assessment.evidence();
    return outcome.reasons().stream().map(reason -> located(reason, evidence)).toList();
  }

  private static Reason located(Reason reason, Map<Label, Evidence> evidence) {
    Label label = reason.label();
    return label == null ? reason : reason.with(evidence.getOrDefault(label, Evidence.NONE));
  }

  private static Set<Label> labels(List<Reason> reasons) {
    return reasons.stream()
        .map(Reason::label)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }
}
