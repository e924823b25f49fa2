package dev.replyguard.pipeline;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Evidence;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.pipeline.StageOutcome.Decided;
import dev.replyguard.pipeline.policy.PolicyEngine;
import dev.replyguard.pipeline.policy.PolicyEngine.Subject;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What does the site make of the scores, and of all else that is known? It says, too, which words
 * made the scores.
 */
final class PolicyStage implements PipelineStage {
  private final MatchLocator locator;

  PolicyStage(MatchLocator locator) {
    this.locator = locator;
  }

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    List<Reason> reasons = PolicyEngine.judge(findings.policy(), subject(findings));
    if (reasons.isEmpty()) {
      return Future.succeededFuture(new Continue(findings));
    }
    return explained(findings, labels(reasons))
        .map(explained -> outcome(explained.withReasons(located(reasons, explained)), reasons));
  }

  /** The same without the words that made the scores. */
  static StageOutcome unexplained(Findings findings) {
    List<Reason> reasons = PolicyEngine.judge(findings.policy(), subject(findings));
    return outcome(findings.withReasons(reasons), reasons);
  }

  private static Subject subject(Findings findings) {
    Assessment assessment = findings.assessment();
    boolean asksForLinks =
        findings.policy().conditions().stream().anyMatch(condition -> condition.links() != null);
    return new Subject(
        findings.comment(),
        assessment == null ? null : assessment.scores(),
        assessment == null ? null : assessment.language(),
        findings.background().facts().approved(),
        asksForLinks ? findings.view().linkCount() : 0);
  }

  private static StageOutcome outcome(Findings findings, List<Reason> reasons) {
    return switch (Verdicts.worst(reasons)) {
      case APPROVE -> new Continue(findings);
      case HOLD -> new Continue(findings.held(Stage.POLICY));
      case REJECT -> new Decided(findings, Verdict.REJECT);
    };
  }

  /**
   * With the evidence for those labels, remembered or found now. Where too much is waiting to be
   * explained, without: the verdict does not depend on it.
   */
  private Future<Findings> explained(Findings findings, Set<Label> labels) {
    Assessment assessment = findings.assessment();
    if (assessment == null || assessment.explains(labels, findings.comment().text())) {
      return Future.succeededFuture(findings);
    }
    return locator
        .locate(labels, Scoring.inputOf(findings.comment()))
        .map(evidence -> findings.withExplained(assessment.withEvidence(evidence)))
        .recover(
            failure ->
                failure instanceof OverloadedException
                    ? Future.succeededFuture(
                        findings.withExplained(assessment.withEvidence(Map.of())))
                    : Future.failedFuture(failure));
  }

  private static List<Reason> located(List<Reason> reasons, Findings findings) {
    Assessment assessment = findings.assessment();
    Map<Label, Evidence> evidence = assessment == null ? Map.of() : assessment.evidence();
    return reasons.stream().map(reason -> located(reason, evidence)).toList();
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
