package dev.replyguard.http.perspective;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.http.ErrorForm;
import dev.replyguard.http.JsonOutput;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/** Errors as Google's services have them (AIP-193). */
final class PerspectiveErrors implements ErrorForm {
  /** What the service calls itself in errors; clients have seen no other. */
  static final String SERVICE = "commentanalyzer.googleapis.com";

  private static final String METRIC = "Analysis requests (AnalyzeComment)";

  @Override
  public void answer(RoutingContext context, Problem problem) {
    int code =
        context.failure() instanceof PerspectiveException own
            ? code(own.status())
            : problem.type().status();
    context
        .response()
        .setStatusCode(code)
        .putHeader(HttpHeaders.CONTENT_TYPE, AnalyzeComment.MEDIA_TYPE)
        .end(JsonOutput.write(512, json -> write(json, context, problem, code)));
  }

  private static void write(JsonGenerator json, RoutingContext context, Problem problem, int code)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("error");
    json.writeNumberField("code", code);
    if (context.failure() instanceof PerspectiveException own) {
      json.writeStringField("message", problem.detail());
      json.writeStringField("status", own.status());
      if (own.details() != PerspectiveException.Details.NONE) {
        json.writeArrayFieldStart("details");
        own.details().writeTo(json);
        json.writeEndArray();
      }
    } else if (problem.type() == ProblemType.QUOTA_EXCEEDED) {
      writeQuota(json, RequestState.of(context));
    } else {
      json.writeStringField("message", problem.detail());
      json.writeStringField("status", status(problem.type()));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeQuota(JsonGenerator json, RequestState state) throws IOException {
    String consumer = "project_number:" + state.site().id();
    json.writeStringField(
        "message",
        "Quota exceeded for quota metric '"
            + METRIC
            + "' and limit '"
            + METRIC
            + " per minute' of service '"
            + SERVICE
            + "' for consumer '"
            + consumer
            + "'.");
    json.writeStringField("status", "RESOURCE_EXHAUSTED");
    json.writeArrayFieldStart("details");
    json.writeStartObject();
    json.writeStringField("@type", "type.googleapis.com/google.rpc.ErrorInfo");
    json.writeStringField("reason", "RATE_LIMIT_EXCEEDED");
    json.writeStringField("domain", "googleapis.com");
    json.writeObjectFieldStart("metadata");
    json.writeStringField("quota_limit", "AnalyzeRequestsPerMinutePerProject");
    if (state.quota().isPresent()) {
      json.writeStringField(
          "quota_limit_value", Long.toString(60L * state.quota().get().perSecond()));
    }
    json.writeStringField("quota_metric", SERVICE + "/analyze_requests");
    json.writeStringField("quota_location", "global");
    json.writeStringField("consumer", consumer);
    json.writeStringField("service", SERVICE);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static int code(String status) {
    return status.equals("PERMISSION_DENIED") ? 403 : 400;
  }

  /** The code of gRPC that stands for a status of HTTP. */
  private static String status(ProblemType type) {
    return switch (type.status()) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 408 -> "DEADLINE_EXCEEDED";
      case 409 -> "ABORTED";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 500 -> "INTERNAL";
      case 503 -> "UNAVAILABLE";
      default -> "INVALID_ARGUMENT";
    };
  }
}
