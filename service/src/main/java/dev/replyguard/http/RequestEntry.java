package dev.replyguard.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Takes every request in and sees it out: its id, the headers every answer has, its place among the
 * requests in progress, its measurement, and the end of a connection whose body nobody reads.
 */
final class RequestEntry implements Handler<RoutingContext> {
  /** How long a client may go on sending after an answer that closes the connection. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestIds.HEADER);
  private static final CharSequence NOSNIFF_HEADER =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence POLICY_HEADER =
      HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence POLICY =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private final RequestIds ids;
  private final Admission admission;
  private final HttpMetrics metrics;
  private final Duration bodyTimeout;

  RequestEntry(RequestIds ids, Admission admission, HttpMetrics metrics, Duration bodyTimeout) {
    this.ids = ids;
    this.admission = admission;
    this.metrics = metrics;
    this.bodyTimeout = bodyTimeout;
  }

  @Override
  public void handle(RoutingContext context) {
    RequestState state = new RequestState(ids.of(context.request()), System.nanoTime());
    state.attachTo(context);
    context
        .response()
        .putHeader(REQUEST_ID, state.requestId())
        .putHeader(NOSNIFF_HEADER, NOSNIFF)
        .putHeader(POLICY_HEADER, POLICY)
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    boolean admitted = admission.enter();
    context.addEndHandler(
        sent -> {
          if (state.finish()) {
            if (admitted) {
              admission.leave();
            }
            end(context, state, sent.succeeded());
          }
        });
    if (admitted) {
      context.next();
    } else {
      context.fail(
          new ProblemException(
              Problem.of(
                      ProblemType.OVERLOADED, "too many requests are in progress; ask again later")
                  .withHeader(HttpHeaders.RETRY_AFTER.toString(), "1")));
    }
  }

  private void end(RoutingContext context, RequestState state, boolean sent) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    state.takePendingBody().ifPresent(body -> context.vertx().cancelTimer(body.timer()));
    metrics.answered(
        state.route(),
        request.method(),
        sent ? response.getStatusCode() : HttpMetrics.CLIENT_GONE,
        System.nanoTime() - state.startNanos());
    if (!sent) {
      return;
    }
    if (response.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true)) {
      // Closing at once would reset the connection under a client that is still sending, and the
      // answer would be lost on its way.
      context.vertx().setTimer(LINGER.toMillis(), timer -> request.connection().close());
    } else if (!request.isEnded()) {
      // The rest of the body is read and thrown away, but not for ever.
      context
          .vertx()
          .setTimer(
              bodyTimeout.toMillis(),
              timer -> {
                if (!request.isEnded()) {
                  request.connection().close();
                }
              });
    }
  }
}
