package dev.replyguard.pipeline;

import dev.replyguard.domain.Stage;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.domain.policy.PolicyDocument;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.pipeline.StageOutcome.Decided;
import io.vertx.core.Future;
import java.util.List;

/**
 * Stages in a fixed order, run one after another as far as the site's policy has them switched on.
 *
 * <p>A known comment, an approval and a rejection end the run. What a stage wants held stays held
 * unless a later one rejects it: a first-time commenter's comment is not kept for a moderator when
 * the model would reject it. A stage in shadow leaves its reasons, marked, and nothing else.
 */
final class Stages {
  private final List<Step> steps;

  /**
   * A stage under its name.
   *
   * @param name what the policy switches it by
   * @param stage what it does
   */
  record Step(Stage name, PipelineStage stage) {}

  Stages(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /** Known, or continued to the end. */
  Future<StageOutcome> run(Findings findings) {
    return run(0, findings);
  }

  private Future<StageOutcome> run(int index, Findings findings) {
    int at = index;
    while (at < steps.size() && mode(steps.get(at), findings) == EnforcementMode.OFF) {
      at++;
    }
    if (at == steps.size()) {
      return Future.succeededFuture(new Continue(findings));
    }
    Step step = steps.get(at);
    int next = at + 1;
    return step.stage().examine(findings).compose(outcome -> next(next, step, findings, outcome));
  }

  private Future<StageOutcome> next(int index, Step step, Findings before, StageOutcome outcome) {
    boolean shadow = mode(step, before) == EnforcementMode.SHADOW;
    if (outcome instanceof Continue so) {
      return run(index, shadow ? so.findings().inShadowSince(before) : so.findings());
    }
    if (outcome instanceof Decided decided) {
      return shadow
          ? run(index, decided.findings().inShadowSince(before))
          : Future.succeededFuture(
              new Continue(decided.findings().decided(decided.verdict(), step.name())));
    }
    return Future.succeededFuture(outcome);
  }

  private static EnforcementMode mode(Step step, Findings findings) {
    return PolicyDocument.SWITCHABLE.contains(step.name())
        ? findings.policy().mode(step.name())
        : EnforcementMode.ENFORCE;
  }
}
