package dev.replyguard.http.v1;

import dev.replyguard.config.HttpLimits;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.http.ApiOperation;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** The operations that browsers call from sites' pages. */
public final class FormOperations {
  private final SubmitComment submit;
  private final NudgeComment nudge;

  /**
   * The operations over their collaborators.
   *
   * @param submissions takes comments in
   * @param preview judges a comment without a trace
   */
  public FormOperations(
      Submissions submissions,
      Function<Comment, Future<Judgement>> preview,
      FormMetrics metrics,
      Clock clock) {
    this.submit = new SubmitComment(submissions);
    this.nudge = new NudgeComment(preview, metrics, clock);
  }

  /** The operations, with bodies of the sizes that the limits allow. */
  public List<ApiOperation> all(HttpLimits limits) {
    return List.of(
        new ApiOperation("submitComment", limits.bodyBytes(), submit),
        new ApiOperation("nudgeComment", limits.bodyBytes(), nudge));
  }
}
