package dev.replyguard.http.v1;

import dev.replyguard.config.HttpLimits;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import dev.replyguard.http.TimeOrderedIds;
import dev.replyguard.store.CommentStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The operations of the contract's version 1, for one event loop. */
public final class V1Operations {
  private final Function<Comment, Future<Judgement>> judge;
  private final TextScoring scoring;
  private final CommentStore comments;
  private final Clock clock;
  private final TimeOrderedIds ids;

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
    this.judge = judge;
    this.scoring = scoring;
    this.comments = comments;
    this.clock = clock;
    this.ids = TimeOrderedIds.seededBySystem(clock);
  }

  /** The operations, with bodies of the sizes that the limits allow. */
  public List<ApiOperation> all(HttpLimits limits) {
    return List.of(
        new ApiOperation("judgeComment", limits.bodyBytes(), this::judgeComment),
        new ApiOperation("getComment", 0, this::getComment),
        new ApiOperation("scoreTexts", limits.batchBodyBytes(), this::scoreTexts));
  }

  private void judgeComment(RoutingContext context) {
    String site = RequestState.of(context).site().id();
    Comment comment =
        CommentDecoder.decode(body(context)).toComment(site, ids::next, clock::instant);
    answer(context, judge.apply(comment).map(JudgementEncoder::encode));
  }

  private void getComment(RoutingContext context) {
    String id = Objects.requireNonNull(context.pathParam("id"), "the contract's path has an id");
    String complaint = StringRule.IDENTIFIER.complaint(id);
    if (complaint != null) {
      throw new ProblemException(Problem.invalid(List.of(new FieldError("id", complaint))));
    }
    answer(
        context,
        comments
            .find(RequestState.of(context).site().id(), id)
            .map(
                found ->
                    found
                        .map(V1Operations::stored)
                        .map(JudgementEncoder::encode)
                        .orElseThrow(
                            () ->
                                new ProblemException(
                                    ProblemType.NOT_FOUND,
                                    "this site has no comment of that id"))));
  }

  private static Judgement stored(RecordedComment found) {
    return new Judgement(found.comment().id(), found.decision(), true, true);
  }

  private void scoreTexts(RoutingContext context) {
    checkExplain(context);
    List<String> texts = ScoreRequestDecoder.decode(body(context));
    answer(
        context,
        scoring.score(texts).map(results -> ScoresEncoder.encode(scoring.modelVersion(), results)));
  }

  private static void checkExplain(RoutingContext context) {
    List<String> given = context.queryParam("explain");
    if (given.isEmpty()) {
      return;
    }
    String value = given.get(0);
    if (given.size() > 1 || !(value.equals("true") || value.equals("false"))) {
      throw new ProblemException(
          Problem.invalid(
              List.of(new FieldError("explain", "true or false expected, got something else"))));
    }
  }

  /** The body; an absent one is an empty one, which is no JSON. */
  private static Buffer body(RoutingContext context) {
    Buffer body = context.body().buffer();
    return body == null ? Buffer.buffer() : body;
  }

  private static void answer(RoutingContext context, Future<Buffer> answer) {
    answer.onSuccess(json -> send(context, json)).onFailure(context::fail);
  }

  private static void send(RoutingContext context, Buffer json) {
    if (!context.response().ended()) {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(json);
    }
  }
}
