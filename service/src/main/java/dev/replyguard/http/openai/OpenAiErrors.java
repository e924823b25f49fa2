package dev.replyguard.http.openai;

import dev.replyguard.http.ErrorForm;
import dev.replyguard.http.JsonOutput;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Errors as OpenAI's service has them. */
final class OpenAiErrors implements ErrorForm {
  @Override
  public void answer(RoutingContext context, Problem problem) {
    OpenAiException own = context.failure() instanceof OpenAiException failure ? failure : null;
    RateLimitHeaders.set(context);
    context
        .response()
        .setStatusCode(status(problem.type()))
        .putHeader(HttpHeaders.CONTENT_TYPE, CreateModeration.MEDIA_TYPE)
        .end(
            JsonOutput.write(
                256,
                json -> {
                  json.writeStartObject();
                  json.writeObjectFieldStart("error");
                  json.writeStringField("message", problem.detail());
                  json.writeStringField("type", type(problem.type()));
                  json.writeStringField("param", own == null ? null : own.param());
                  json.writeStringField("code", own == null ? code(problem.type()) : own.code());
                  json.writeEndObject();
                  json.writeEndObject();
                }));
  }

  /** What the service's own contract tells apart, this protocol does not. */
  private static int status(ProblemType type) {
    return type == ProblemType.INVALID_REQUEST ? 400 : type.status();
  }

  private static String type(ProblemType type) {
    if (type == ProblemType.QUOTA_EXCEEDED) {
      return "requests";
    }
    return type.status() >= 500 ? "server_error" : "invalid_request_error";
  }

  private static String code(ProblemType type) {
    return switch (type) {
      case QUOTA_EXCEEDED -> "rate_limit_exceeded";
      case OVERLOADED, STORE_UNAVAILABLE -> "service_unavailable";
      default -> type.key().replace('-', '_');
    };
  }
}
