package dev.replyguard.http.v1;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** The two ends of every operation: the body that came, the answer that goes. */
final class Exchanges {
  private Exchanges() {}

  /** The body; an absent one is an empty one, which is no JSON. */
  static Buffer body(RoutingContext context) {
    Buffer body = context.body().buffer();
    return body == null ? Buffer.buffer() : body;
  }

  /** Answers with JSON, or fails the request with whatever failed. */
  static void answer(RoutingContext context, Future<Buffer> answer) {
    answer.onSuccess(json -> send(context, json)).onFailure(context::fail);
  }

  /** Answers with JSON under a status of 200 to 299, or fails the request with whatever failed. */
  static void answer(RoutingContext context, int status, Future<Buffer> answer) {
    answer
        .onSuccess(
            json -> {
              context.response().setStatusCode(status);
              send(context, json);
            })
        .onFailure(context::fail);
  }

  /** Answers that it is done, with no more to say, or fails the request with whatever failed. */
  static void done(RoutingContext context, Future<?> work) {
    work.onSuccess(
            nothing -> {
              if (!context.response().ended() && !context.response().closed()) {
                context.response().setStatusCode(204).end();
              }
            })
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, Buffer json) {
    // The client may have left meanwhile.
    if (!context.response().ended() && !context.response().closed()) {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(json);
    }
  }
}
