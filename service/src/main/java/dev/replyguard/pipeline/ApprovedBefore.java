package dev.replyguard.pipeline;

import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.pipeline.StageOutcome.Decided;
import dev.replyguard.store.RememberedRuling;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy, but for a comment that is like one which people approved in spite of it: what the
 * policy says against it is let pass where it had said as much against that one.
 *
 * <p>Nothing is let pass that the people did not see: a label that scores higher than on their
 * text, or a link, which a near-duplicate may have pointed elsewhere.
 */
final class ApprovedBefore implements PipelineStage {
  private static final float TOLERANCE = 0.05f;

  private final PipelineStage policy;

  ApprovedBefore(PipelineStage policy) {
    this.policy = policy;
  }

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    RememberedRuling similar = findings.background().similarText();
    boolean counts = findings.policy().mode(Stage.MEMORY) == EnforcementMode.ENFORCE;
    if (!counts || similar == null || similar.verdict() != Verdict.APPROVE || hasLink(findings)) {
      return policy.examine(findings);
    }
    return policy
        .examine(findings)
        .map(
            outcome ->
                covers(similar, added(findings, outcome)) ? passed(findings, similar) : outcome);
  }

  private static StageOutcome passed(Findings findings, RememberedRuling similar) {
    String what = "a similar text (" + similar.distance() + " of 64 bits differ)";
    return new Continue(
        findings.withReasons(List.of(MemoryStage.reason(similar, "similar.approve", what))));
  }

  private static List<Reason> added(Findings before, StageOutcome outcome) {
    Findings after =
        outcome instanceof Decided decided
            ? decided.findings()
            : outcome instanceof Continue so ? so.findings() : before;
    return after.reasons().subList(before.reasons().size(), after.reasons().size());
  }

  private static boolean covers(RememberedRuling similar, List<Reason> reasons) {
    return !reasons.isEmpty()
        && reasons.stream().allMatch(reason -> covers(similar.scores(), reason));
  }

  private static boolean covers(@Nullable Scores seen, Reason reason) {
    Label label = reason.label();
    Float score = reason.score();
    return seen != null && label != null && score != null && score <= seen.get(label) + TOLERANCE;
  }

  private static boolean hasLink(Findings findings) {
    String text = findings.trace().normalized();
    return text.contains("://") || text.contains("www.");
  }
}
