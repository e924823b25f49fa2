package dev.replyguard.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses the requests of a site that has used up its quota, and tells every one what is left
 * ({@code RateLimit} header fields, draft-ietf-httpapi-ratelimit-headers).
 */
final class QuotaHandler implements Handler<RoutingContext> {
  private final SiteQuota quota;
  private final String policy;

  QuotaHandler(SiteQuota quota) {
    this.quota = quota;
    this.policy = "\"site\";q=" + quota.perSecond() + ";w=1";
  }

  @Override
  public void handle(RoutingContext context) {
    if (!quota.isLimited()) {
      context.next();
      return;
    }
    SiteQuota.Outcome outcome = quota.take(RequestState.of(context).site().id());
    RequestState.of(context).counted(quota.perSecond(), outcome);
    HttpServerResponse response = context.response();
    long seconds = outcome.nextAfter().plusNanos(999_999_999).toSeconds();
    response.putHeader("RateLimit-Policy", policy);
    response.putHeader("RateLimit", "\"site\";r=" + outcome.remaining() + ";t=" + seconds);
    if (outcome.allowed()) {
      context.next();
    } else {
      context.fail(
          new ProblemException(
              Problem.of(
                      ProblemType.QUOTA_EXCEEDED,
                      "quota of this site: at most "
                          + quota.perSecond()
                          + " requests a second expected")
                  .withHeader(
                      HttpHeaders.RETRY_AFTER.toString(), Long.toString(Math.max(1, seconds)))));
    }
  }
}
