package dev.replyguard.http.v1;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.http.RequestState;
import dev.replyguard.http.TimeOrderedIds;
import dev.replyguard.store.UsageStore.Dialect;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.Function;

/** {@code POST /v1/comments}: judges a comment and records it. For one event loop. */
final class JudgeComment implements Handler<RoutingContext> {
  private final Function<Comment, Future<Judgement>> judge;
  private final Clock clock;
  private final TimeOrderedIds ids;

  JudgeComment(Function<Comment, Future<Judgement>> judge, Clock clock) {
    this.judge = judge;
    this.clock = clock;
    this.ids = TimeOrderedIds.seededBySystem(clock);
  }

  @Override
  public void handle(RoutingContext context) {
    String site = RequestState.of(context).site().id();
    Comment comment =
        CommentDecoder.decode(Exchanges.body(context)).toComment(site, ids::next, clock::instant);
    RequestState.of(context).scored(Dialect.REPLYGUARD, comment.id());
    Exchanges.answer(context, judge.apply(comment).map(JudgementEncoder::encode));
  }
}
