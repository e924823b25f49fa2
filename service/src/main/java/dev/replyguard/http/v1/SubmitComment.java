package dev.replyguard.http.v1;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /v1/comments:submit}: takes a comment in that a browser sends. */
final class SubmitComment implements Handler<RoutingContext> {
  private final Submissions submissions;

  SubmitComment(Submissions submissions) {
    this.submissions = submissions;
  }

  @Override
  public void handle(RoutingContext context) {
    Exchanges.answer(
        context, submissions.submit(context, Exchanges.body(context)).map(FormEncoder::encode));
  }
}
