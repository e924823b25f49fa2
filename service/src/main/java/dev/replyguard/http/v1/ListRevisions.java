package dev.replyguard.http.v1;

import dev.replyguard.domain.RecordedComment;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import dev.replyguard.store.CommentStore;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code GET /v1/comments/{id}/revisions}: every text a comment has had, with its decision. */
final class ListRevisions implements Handler<RoutingContext> {
  private final CommentStore comments;

  ListRevisions(CommentStore comments) {
    this.comments = comments;
  }

  @Override
  public void handle(RoutingContext context) {
    String id = PathParameters.identifier(context, "id");
    String site = RequestState.of(context).site().id();
    boolean withoutHints = WithoutHints.isFor(context);
    Exchanges.answer(
        context,
        comments.revisions(site, id).map(revisions -> encode(id, revisions, withoutHints)));
  }

  private static Buffer encode(String id, List<RecordedComment> revisions, boolean withoutHints) {
    if (revisions.isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND, "this site has no comment of that id");
    }
    // What was decided about the text before would tell of the one now.
    boolean blind = withoutHints && revisions.get(0).isBlind();
    return JudgementEncoder.encodeRevisions(
        id, revisions, blind ? WithoutHints::judgement : JudgementEncoder::judgement);
  }
}
