package dev.replyguard.http;

import dev.replyguard.domain.SiteKey;
import dev.replyguard.pipeline.SiteDirectory;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * What a browser is told about pages of other origins (the Fetch standard's CORS protocol): only
 * those that a browser's key names may call, only what such a key is for, and never with cookies.
 */
final class CrossOrigin {
  private static final String MAX_AGE_SECONDS = "600";
  private static final String REQUEST_HEADERS = "authorization, content-type, x-request-id";
  private static final String ANSWER_HEADERS =
      "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy";

  private CrossOrigin() {}

  /**
   * Answers the question that browsers ask before a request of another origin's page. The key is
   * not known then, so the origin may be one that any key names; the request itself is held to its
   * own key.
   */
  static void addPreflights(
      Router router, ApiContract contract, SiteDirectory sites, ProblemHandler problems) {
    for (ContractOperation operation : contract.operations()) {
      if (OperationAccess.of(operation.id()).orElseThrow().browsers()) {
        String path = operation.path();
        router
            .routeWithRegex(HttpMethod.OPTIONS, Pattern.quote(path))
            .handler(context -> preflight(context, contract, operation, sites, problems));
      }
    }
  }

  private static void preflight(
      RoutingContext context,
      ApiContract contract,
      ContractOperation operation,
      SiteDirectory sites,
      ProblemHandler problems) {
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (origin == null) {
      // No such question, but a method that the path does not take.
      problems.answer(context, ApiRouter.methodNotAllowed(contract, context.normalizedPath()));
      return;
    }
    RequestState.of(context).matched(operation.path());
    HttpServerResponse response = context.response();
    response.putHeader(HttpHeaders.VARY, "Origin");
    if (!sites.knowsOrigin(origin)) {
      problems.answer(
          context,
          Problem.of(ProblemType.FORBIDDEN, "Origin: one that a site's key names expected"));
      return;
    }
    response
        .setStatusCode(204)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, operation.method().name())
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS)
        .end();
  }

  /** Whether the request comes from a page that may use the key; its page may read the answer. */
  static boolean admit(RoutingContext context, SiteKey key) {
    HttpServerResponse response = context.response();
    response.putHeader(HttpHeaders.VARY, "Origin");
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !key.origins().contains(origin)) {
      return false;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
    return true;
  }
}
