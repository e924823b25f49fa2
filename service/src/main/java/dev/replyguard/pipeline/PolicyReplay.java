package dev.replyguard.pipeline;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.model.Scores;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.pipeline.Stages.Step;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.store.Background;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.TextTrace;
import io.vertx.core.Future;
import java.util.List;

/**
 * Judges stored comments again by another policy, with the stages that judge comments as they come:
 * on the scores of then, and by what had been known then of author and text. Stateless.
 */
final class PolicyReplay {
  /** Of a text that nobody asks about. */
  static final TextTrace NO_TRACE = new TextTrace("", "", null);

  private static final CacheKey NO_CACHE = new CacheKey("");

  private static final Stages STAGES =
      new Stages(
          List.of(
              new Step(Stage.LISTS, new ListsStage()),
              new Step(Stage.RULES, PolicyReplay::rules),
              new Step(Stage.MEMORY, new MemoryStage()),
              new Step(
                  Stage.POLICY,
                  new ApprovedBefore(
                      findings -> Future.succeededFuture(PolicyStage.unexplained(findings))))));

  private PolicyReplay() {}

  /**
   * What is known of a text beside what people decided about it.
   *
   * @param trace what it is recognised by
   * @param campaign whether it belongs to a campaign
   * @param memory how far texts are remembered
   */
  record Text(TextTrace trace, boolean campaign, MemoryPolicy memory) {}

  static ReplayedComment judge(
      RecordedComment recorded, Background known, Text text, CompiledPolicy policy) {
    Decision then = recorded.decision();
    Findings found = replay(recorded, known, text.trace(), policy);
    Decision decided = decision(then, found);
    Decision asCampaign = text.campaign() ? Campaign.instead(found, decided, text.memory()) : null;
    Decision now = asCampaign == null ? decided : asCampaign;
    return new ReplayedComment(
        recorded.comment().id(),
        recorded.recordedAt(),
        then.verdict(),
        now.verdict(),
        then.scores(),
        recorded.ruling(),
        now.reasons().stream()
            .filter(reason -> !reason.shadow())
            .map(reason -> reason.stage().key() + "/" + reason.rule())
            .toList(),
        lacksScores(found));
  }

  /** What the policy finds about the comment. */
  static Findings replay(
      RecordedComment recorded, Background known, TextTrace trace, CompiledPolicy policy) {
    // Every step is done at once: so is the run.
    return ((Continue) STAGES.run(findings(recorded, known, trace, policy)).result()).findings();
  }

  private static Decision decision(Decision then, Findings found) {
    return new Decision(
        found.verdict(),
        then.scores(),
        found.reasons(),
        then.model(),
        found.policy().version(),
        then.detectedLanguage(),
        then.decidedAt());
  }

  /** Whether the model would have been asked, and had not been. */
  private static boolean lacksScores(Findings found) {
    return found.assessment() == null
        && found.policy().mode(Stage.SCORE) != EnforcementMode.OFF
        && (found.decidedBy() == Stage.POLICY || found.verdict() == Verdict.HOLD);
  }

  private static Findings findings(
      RecordedComment recorded, Background known, TextTrace trace, CompiledPolicy policy) {
    Findings.Start start =
        new Findings.Start(recorded.comment(), policy, trace, NO_CACHE, recorded.recordedAt());
    Decision then = recorded.decision();
    Scores scores = then.scores();
    Findings informed = Findings.of(start).withBackground(known);
    return scores == null || policy.mode(Stage.SCORE) == EnforcementMode.OFF
        ? informed
        : informed.withRemembered(Assessment.of(scores, then.detectedLanguage()));
  }

  private static Future<StageOutcome> rules(Findings findings) {
    List<Reason> reasons = findings.policy().rules().examine(findings.view());
    return Future.succeededFuture(RulesStage.outcome(findings, reasons));
  }
}
