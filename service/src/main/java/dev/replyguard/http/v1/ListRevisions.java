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
    Exchanges.answer(context, comments.revisions(site, id).map(revisions -> encode(id, revisions)));
  }

  private static Buffer encode(String id, List<RecordedComment> revisions) {
    if (revisions.isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND, "this site has no comment of that id");
    }
    return JudgementEncoder.encodeRevisions(id, revisions);
  }
}
