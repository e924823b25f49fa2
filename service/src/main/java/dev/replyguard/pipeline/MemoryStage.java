package dev.replyguard.pipeline;

import dev.replyguard.domain.Reason;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.pipeline.StageOutcome.Decided;
import dev.replyguard.store.Background;
import dev.replyguard.store.RememberedRuling;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What have people decided about the same text, or rejected of a similar one? That outranks the
 * model. A similar text that was approved does not: the few words in which it differs may be those
 * that matter; see {@link ApprovedBefore}.
 */
final class MemoryStage implements PipelineStage {

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    return Future.succeededFuture(outcome(findings));
  }

  private static StageOutcome outcome(Findings findings) {
    Background background = findings.background();
    RememberedRuling same = background.sameText();
    if (same != null) {
      return decided(findings, same, "same." + same.verdict().key(), "the same text");
    }
    RememberedRuling similar = background.similarText();
    if (similar != null && similar.verdict() == Verdict.REJECT) {
      return decided(
          findings,
          similar,
          "similar." + similar.verdict().key(),
          "a similar text (" + similar.distance() + " of 64 bits differ)");
    }
    return new Continue(findings);
  }

  private static StageOutcome decided(
      Findings findings, RememberedRuling ruling, String rule, String what) {
    return new Decided(findings.withReasons(List.of(reason(ruling, rule, what))), ruling.verdict());
  }

  /** That people have ruled on something like this comment. */
  static Reason reason(RememberedRuling ruling, String rule, String what) {
    boolean approved = ruling.verdict() == Verdict.APPROVE;
    String message =
        (approved ? "People approved " : "People rejected ")
            + what
            + because(ruling.reason())
            + " in comment "
            + ruling.commentId();
    return new Reason(
        Stage.MEMORY,
        rule,
        ruling.reason() == null ? null : ruling.reason().label().orElse(null),
        null,
        null,
        message,
        List.of(),
        List.of(),
        ruling.verdict(),
        false);
  }

  private static String because(@Nullable RejectReason reason) {
    return reason == null
        ? ""
        : " (" + reason.key().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
  }
}
