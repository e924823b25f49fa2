package dev.replyguard.http.v1;

import dev.replyguard.config.HttpLimits;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.TextScoring;
import dev.replyguard.store.CommentStore;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** The operations of the contract's version 1, for one event loop. */
public final class V1Operations {
  private final JudgeComment judgeComment;
  private final GetComment getComment;
  private final ListRevisions listRevisions;
  private final ScoreTexts scoreTexts;

  /**
   * The operations over their collaborators.
   *
   * @param judge judges a comment and records it
   * @param scoring the model alone
   * @param comments where what was recorded is found again
   * @param clock tells when a comment was written that does not say so
   */
  public V1Operations(
      Function<Comment, Future<Judgement>> judge,
      TextScoring scoring,
      CommentStore comments,
      Clock clock) {
    this.judgeComment = new JudgeComment(judge, clock);
    this.getComment = new GetComment(comments);
    this.listRevisions = new ListRevisions(comments);
    this.scoreTexts = new ScoreTexts(scoring);
  }

  /** The operations, with bodies of the sizes that the limits allow. */
  public List<ApiOperation> all(HttpLimits limits) {
    return List.of(
        new ApiOperation("judgeComment", limits.bodyBytes(), judgeComment),
        new ApiOperation("getComment", 0, getComment),
        new ApiOperation("listRevisions", 0, listRevisions),
        new ApiOperation("scoreTexts", limits.batchBodyBytes(), scoreTexts));
  }
}
