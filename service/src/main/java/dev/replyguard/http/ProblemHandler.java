package dev.replyguard.http;

import dev.replyguard.access.OutdatedException;
import dev.replyguard.pipeline.OverloadedException;
import dev.replyguard.store.StoreException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every request that failed, in the form that its protocol has for errors, and logs what
 * was our fault.
 */
final class ProblemHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
  private static final String SOON = "1";

  private final HttpMetrics metrics;
  private final ErrorForm form;

  /** Answers with problem documents. */
  ProblemHandler(HttpMetrics metrics) {
    this(metrics, ProblemHandler::document);
  }

  /** Answers in another form. */
  ProblemHandler(HttpMetrics metrics, ErrorForm form) {
    this.metrics = metrics;
    this.form = form;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      // Half an answer cannot be turned into an error: cut it off, so that nobody takes it as
      // whole.
      context.request().connection().close();
      return;
    }
    answer(context, problem(context));
  }

  /** Answers with {@code problem} where no handler failed, but none took the request either. */
  void answer(RoutingContext context, Problem problem) {
    metrics.rejected(problem.type());
    problem.headers().forEach(context.response()::putHeader);
    form.answer(context, problem);
  }

  private static void document(RoutingContext context, Problem problem) {
    context
        .response()
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(problem.toJson(RequestState.of(context).requestId()));
  }

  private static Problem problem(RoutingContext context) {
    Throwable failure = context.failure();
    return failure == null ? ofStatus(context) : ofFailure(context, failure);
  }

  private static Problem ofFailure(RoutingContext context, Throwable failure) {
    if (failure instanceof ProblemException refused) {
      return refused.problem();
    }
    if (failure instanceof OverloadedException) {
      return Problem.of(ProblemType.OVERLOADED, "too much is waiting to be scored; ask again later")
          .withHeader(HttpHeaders.RETRY_AFTER.toString(), SOON);
    }
    if (failure instanceof OutdatedException) {
      return Problem.of(ProblemType.CONFLICT, "changed by somebody else meanwhile; try again");
    }
    if (failure instanceof StoreException store) {
      LOG.warn(
          "request {}: the store failed: {}, {}",
          RequestState.of(context).requestId(),
          store.kind(),
          store.getMessage());
      return Problem.of(
              ProblemType.STORE_UNAVAILABLE, "the store cannot be reached; ask again later")
          .withHeader(HttpHeaders.RETRY_AFTER.toString(), SOON);
    }
    if (failure instanceof DecoderException) {
      return Problem.of(ProblemType.MALFORMED_REQUEST, "a body as HTTP has it expected");
    }
    return internalError(context, failure);
  }

  /** The status that a handler of the library failed with. */
  private static Problem ofStatus(RoutingContext context) {
    return switch (context.statusCode()) {
      case 400 -> Problem.of(ProblemType.MALFORMED_REQUEST, "a request as HTTP has it expected");
      case 413 -> tooLarge(context);
      case 417 ->
          Problem.of(
              ProblemType.EXPECTATION_FAILED, "Expect: 100-continue or no such header expected");
      default -> internalError(context, null);
    };
  }

  private static Problem tooLarge(RoutingContext context) {
    long limit = RequestState.of(context).takePendingBody().map(PendingBody::limit).orElse(0L);
    return Problem.of(
            ProblemType.BODY_TOO_LARGE,
            String.format(Locale.ROOT, "body: at most %,d bytes expected", limit))
        .withHeader(HttpHeaders.CONNECTION.toString(), "close");
  }

  private static Problem internalError(RoutingContext context, @Nullable Throwable failure) {
    RequestState state = RequestState.of(context);
    LOG.error(
        "request {} {} {} failed",
        state.requestId(),
        context.request().method(),
        state.route(),
        failure);
    return Problem.of(
        ProblemType.INTERNAL_ERROR,
        "something went wrong on our side; the log says more under this request's id");
  }
}
