package dev.replyguard.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Keeps a request's body waiting while it is not known yet whether it will be read. */
final class HeldBody {
  private HeldBody() {}

  /** Goes on with what {@code decision} comes to, or fails the request as it does. */
  static <T> void until(RoutingContext context, Future<T> decision, Handler<T> next) {
    HttpServerRequest request = context.request();
    boolean ended = request.isEnded();
    if (!ended) {
      request.pause();
    }
    decision.onComplete(
        done -> {
          if (!ended) {
            request.resume();
          }
          if (done.succeeded()) {
            next.handle(done.result());
          } else {
            context.fail(done.cause());
          }
        });
  }
}
