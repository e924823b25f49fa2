package dev.replyguard.http.akismet;

import dev.replyguard.http.ErrorForm;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Errors as Akismet has them: in a header, under status 200 wherever a client is to keep the
 * comment and ask again. What was not checked is never answered {@code false}. Each error has
 * {@code X-akismet-debug-help}: there are clients that take every other word for spam, unless that
 * header is there. A check that failed has a guid all the same, of nothing: version 5.5 of the
 * plugin for WordPress knows a comment by it, and publishes one that has none.
 */
final class AkismetErrors implements ErrorForm {
  private static final String GUID = "X-akismet-guid";

  @Override
  public void answer(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    boolean invalid = context.failure() instanceof AkismetException;
    response.putHeader("X-akismet-debug-help", problem.detail());
    if (!invalid) {
      response.putHeader("X-akismet-error", problem.type().key());
    }
    if (AkismetProtocol.CHECK.equals(context.normalizedPath())
        && !response.headers().contains(GUID)) {
      response.putHeader(GUID, "unchecked-" + RequestState.of(context).requestId());
    }
    response.setStatusCode(status(problem.type(), invalid));
    Answers.send(context, invalid ? Answers.INVALID : "");
  }

  private static int status(ProblemType type, boolean invalid) {
    boolean later =
        type == ProblemType.OVERLOADED
            || type == ProblemType.STORE_UNAVAILABLE
            || type == ProblemType.INTERNAL_ERROR;
    return invalid || later ? 200 : type.status();
  }
}
