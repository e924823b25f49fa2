package dev.replyguard.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** Answers what the HTTP decoder could not read, and closes the connection. */
final class InvalidRequestHandler implements Handler<HttpServerRequest> {
  private final TimeOrderedIds ids;
  private final HttpMetrics metrics;
  private final int headerBytes;

  InvalidRequestHandler(TimeOrderedIds ids, HttpMetrics metrics, int headerBytes) {
    this.ids = ids;
    this.metrics = metrics;
    this.headerBytes = headerBytes;
  }

  @Override
  public void handle(HttpServerRequest request) {
    long start = System.nanoTime();
    Problem problem = problem(request.decoderResult().cause());
    String requestId = ids.next();
    metrics.rejected(problem.type());
    request
        .response()
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .putHeader(RequestIds.HEADER, requestId)
        .end(problem.toJson(requestId))
        .onComplete(
            sent -> {
              metrics.answered(
                  HttpMetrics.UNMATCHED,
                  request.method(),
                  problem.type().status(),
                  System.nanoTime() - start);
              request.connection().close();
            });
  }

  private Problem problem(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Problem.of(
          ProblemType.URI_TOO_LONG,
          String.format(Locale.ROOT, "request line: at most %,d bytes expected", headerBytes));
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Problem.of(
          ProblemType.HEADERS_TOO_LARGE,
          String.format(Locale.ROOT, "headers: at most %,d bytes in all expected", headerBytes));
    }
    return Problem.of(ProblemType.MALFORMED_REQUEST, "a request as HTTP has it expected");
  }
}
