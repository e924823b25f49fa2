package dev.replyguard.http;

import dev.replyguard.domain.Site;
import dev.replyguard.pipeline.SiteDirectory;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the site whose key a request carries (RFC 6750), and refuses the request where there is
 * none.
 */
final class SiteAuthentication implements Handler<RoutingContext> {
  private static final String SCHEME = "Bearer ";
  private static final int MAX_KEY_LENGTH = 200;

  private final SiteDirectory sites;

  SiteAuthentication(SiteDirectory sites) {
    this.sites = sites;
  }

  @Override
  public void handle(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      context.fail(refusal("'Bearer' and a site's key expected, no such header came", ""));
      return;
    }
    Optional<Site> site = key(header).flatMap(sites::ofKey);
    if (site.isEmpty()) {
      context.fail(
          refusal(
              "'Bearer' and a site's key expected, no site has what came",
              ", error=\"invalid_token\""));
      return;
    }
    RequestState.of(context).authenticated(site.get());
    context.next();
  }

  private static Optional<String> key(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String key = header.substring(SCHEME.length()).strip();
    return key.isEmpty() || key.length() > MAX_KEY_LENGTH ? Optional.empty() : Optional.of(key);
  }

  private static ProblemException refusal(String detail, String challengeSuffix) {
    return new ProblemException(
        new Problem(
            ProblemType.UNAUTHORIZED,
            "Authorization: " + detail,
            List.of(),
            Map.of("WWW-Authenticate", "Bearer realm=\"ReplyGuard\"" + challengeSuffix)));
  }
}
