package dev.replyguard.http.openai;

import dev.replyguard.http.RequestState;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Tells callers how they stand with their quota, as OpenAI's service does. */
final class RateLimitHeaders {
  private RateLimitHeaders() {}

  static void set(RoutingContext context) {
    RequestState.of(context)
        .quota()
        .ifPresent(
            quota -> {
              HttpServerResponse response = context.response();
              response.putHeader("x-ratelimit-limit-requests", Integer.toString(quota.perSecond()));
              response.putHeader(
                  "x-ratelimit-remaining-requests", Integer.toString(quota.remaining()));
              response.putHeader("x-ratelimit-reset-requests", quota.nextAfter().toMillis() + "ms");
            });
  }
}
