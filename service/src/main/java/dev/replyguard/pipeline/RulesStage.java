package dev.replyguard.pipeline;

import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.pipeline.StageOutcome.Decided;
import dev.replyguard.pipeline.rules.CommentView;
import dev.replyguard.pipeline.rules.RuleSet;
import io.vertx.core.Future;
import java.util.List;

/**
 * Do the site's rules speak against the comment? Looked at on the event loop as long as that is
 * short, else by a worker.
 */
final class RulesStage implements PipelineStage {
  // Below this, handing over to a worker and back costs more than it spares the event loop.
  private static final long INLINE_NANOS = 1_000_000;

  private final WorkerPool workers;
  private final RuleMetrics metrics;

  RulesStage(WorkerPool workers, RuleMetrics metrics) {
    this.workers = workers;
    this.metrics = metrics;
  }

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    RuleSet rules = findings.policy().rules();
    CommentView view = findings.view();
    Future<List<Reason>> reasons =
        rules.estimatedNanos(findings.comment().text().length()) <= INLINE_NANOS
            ? Future.succeededFuture(examine(rules, view))
            : workers.submit(givenUp -> examine(rules, view));
    return reasons.map(found -> outcome(findings, found));
  }

  private List<Reason> examine(RuleSet rules, CommentView view) {
    long start = System.nanoTime();
    List<Reason> reasons = rules.examine(view);
    metrics.examined(System.nanoTime() - start, reasons);
    return reasons;
  }

  /** What the reasons come to. */
  static StageOutcome outcome(Findings findings, List<Reason> reasons) {
    if (reasons.isEmpty()) {
      return new Continue(findings);
    }
    Findings explained = findings.withReasons(reasons);
    return switch (Verdicts.worst(reasons)) {
      case APPROVE -> new Continue(explained);
      case HOLD -> new Continue(explained.held(Stage.RULES));
      case REJECT -> new Decided(explained, Verdict.REJECT);
    };
  }
}
