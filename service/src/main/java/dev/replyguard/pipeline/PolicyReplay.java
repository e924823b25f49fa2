package dev.replyguard.pipeline;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.model.Scores;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.pipeline.StageOutcome.Decided;
import dev.replyguard.pipeline.Stages.Step;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.store.Background;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.Facts;
import dev.replyguard.store.TextTrace;
import io.vertx.core.Future;
import java.util.List;

/**
 * Judges stored comments again by another policy, as far as that can be known: rules, thresholds
 * and conditions are applied anew, to the scores of then and to what was known of author and text
 * then. What lists and people's earlier rulings said is taken from the reasons of then: a policy
 * that did not look does not know. Stateless.
 */
final class PolicyReplay {
  private static final TextTrace NO_TRACE = new TextTrace("", "", null);
  private static final CacheKey NO_CACHE = new CacheKey("");

  private PolicyReplay() {}

  static ReplayedComment judge(RecordedComment recorded, Facts known, CompiledPolicy policy) {
    Decision then = recorded.decision();
    Findings found = replay(recorded, known, policy);
    return new ReplayedComment(
        recorded.comment().id(),
        recorded.recordedAt(),
        then.verdict(),
        found.verdict(),
        then.scores(),
        recorded.ruling(),
        found.reasons().stream()
            .filter(reason -> !reason.shadow())
            .map(reason -> reason.stage().key() + "/" + reason.rule())
            .toList());
  }

  /** What the policy finds about the comment. */
  static Findings replay(RecordedComment recorded, Facts known, CompiledPolicy policy) {
    Decision then = recorded.decision();
    Stages stages =
        new Stages(
            List.of(
                new Step(Stage.LISTS, findings -> remembered(Stage.LISTS, then, findings)),
                new Step(Stage.RULES, PolicyReplay::rules),
                new Step(Stage.MEMORY, findings -> remembered(Stage.MEMORY, then, findings)),
                new Step(
                    Stage.POLICY,
                    findings -> Future.succeededFuture(PolicyStage.unexplained(findings)))));
    // Every step is done at once: so is the run.
    return ((Continue) stages.run(findings(recorded, known, policy)).result()).findings();
  }

  private static Findings findings(RecordedComment recorded, Facts known, CompiledPolicy policy) {
    Findings.Start start =
        new Findings.Start(recorded.comment(), policy, NO_TRACE, NO_CACHE, recorded.recordedAt());
    Decision then = recorded.decision();
    Background background = new Background(null, null, null, null, List.of(), known);
    Scores scores = then.scores();
    Findings informed = Findings.of(start).withBackground(background);
    return scores == null || policy.mode(Stage.SCORE) == EnforcementMode.OFF
        ? informed
        : informed.withRemembered(Assessment.of(scores, then.detectedLanguage()));
  }

  private static Future<StageOutcome> rules(Findings findings) {
    List<Reason> reasons = findings.policy().rules().examine(findings.view());
    return Future.succeededFuture(RulesStage.outcome(findings, reasons));
  }

  private static Future<StageOutcome> remembered(Stage stage, Decision then, Findings findings) {
    List<Reason> reasons =
        then.reasons().stream()
            .filter(reason -> reason.stage() == stage && reason.verdict() != null)
            .toList();
    if (reasons.isEmpty()) {
      return Future.succeededFuture(new Continue(findings));
    }
    Verdict verdict = reasons.get(0).verdict();
    Findings explained = findings.withReasons(reasons);
    return Future.succeededFuture(
        verdict == Verdict.HOLD || verdict == null
            ? new Continue(explained.held(stage))
            : new Decided(explained, verdict));
  }
}
