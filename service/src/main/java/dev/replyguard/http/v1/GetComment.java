package dev.replyguard.http.v1;

import dev.replyguard.domain.RecordedComment;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import dev.replyguard.store.CommentStore;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code GET /v1/comments/{id}}: what was decided about a comment of the caller's site. */
final class GetComment implements Handler<RoutingContext> {
  private final CommentStore comments;

  GetComment(CommentStore comments) {
    this.comments = comments;
  }

  @Override
  public void handle(RoutingContext context) {
    String id = PathParameters.identifier(context, "id");
    String site = RequestState.of(context).site().id();
    boolean withoutHints = WithoutHints.isFor(context);
    Exchanges.answer(context, comments.find(site, id).map(found -> encode(found, withoutHints)));
  }

  /** Whom the verdict must not lead is not told it; the site is. */
  private static Buffer encode(Optional<RecordedComment> found, boolean withoutHints) {
    RecordedComment recorded =
        found.orElseThrow(
            () ->
                new ProblemException(ProblemType.NOT_FOUND, "this site has no comment of that id"));
    return JudgementEncoder.encode(
        withoutHints ? WithoutHints.shown(recorded) : JudgementEncoder.judgement(recorded));
  }
}
