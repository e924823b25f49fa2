package dev.replyguard.http;

import static java.util.stream.Collectors.joining;

import dev.replyguard.access.Sessions;
import dev.replyguard.access.SignedIn;
import dev.replyguard.access.Tokens;
import dev.replyguard.domain.Scope;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.domain.User;
import dev.replyguard.http.HttpMetrics.KeyRefusal;
import dev.replyguard.http.OperationAccess.Rule;
import dev.replyguard.http.OperationAccess.Subject;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.pipeline.SiteDirectory.Holder;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls an operation: a site by its key (RFC 6750), or a person by the session's
 * cookie; and refuses the request where there is nobody, or who may not do that.
 */
final class CallerAuthentication implements Handler<RoutingContext> {
  /** The header by which a page of ours shows that it is one. */
  static final String CSRF = "X-CSRF-Token";

  /** The header in which a person names the site. */
  static final String SITE = "X-Site";

  /** The same as a query parameter, for where no header can be sent. */
  static final String SITE_PARAMETER = "site";

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final String SCHEME = "Bearer ";
  private static final int MAX_KEY_LENGTH = 200;

  private final Rule rule;
  private final SiteDirectory sites;
  private final Sessions sessions;
  private final HttpMetrics metrics;

  CallerAuthentication(Rule rule, SiteDirectory sites, Sessions sessions, HttpMetrics metrics) {
    this.rule = rule;
    this.sites = sites;
    this.sessions = sessions;
    this.metrics = metrics;
  }

  @Override
  public void handle(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      site(context, header);
      return;
    }
    Optional<String> token = SessionCookie.token(context);
    if (token.isPresent()) {
      person(context, token.get());
    } else {
      metrics.refused(KeyRefusal.MISSING);
      context.fail(
          unauthorized("Authorization: 'Bearer' and a site's key expected, no such header came"));
    }
  }

  private void site(RoutingContext context, String header) {
    Optional<Holder> holder = key(header).flatMap(key -> holderOf(context, key));
    if (holder.isEmpty()) {
      metrics.refused(KeyRefusal.UNKNOWN);
      context.fail(
          unauthorized(
              "Authorization: 'Bearer' and a site's key expected, no site has what came",
              ", error=\"invalid_token\""));
      return;
    }
    @Nullable ProblemException refusal = refusal(context, holder.get().key());
    if (refusal == null) {
      RequestState.of(context).authenticated(holder.get());
      context.next();
    } else {
      context.fail(refusal);
    }
  }

  private Optional<Holder> holderOf(RoutingContext context, String key) {
    return sites.holderOf(key).or(() -> DemoKey.holder(sites, key, context.request()));
  }

  private @Nullable ProblemException refusal(RoutingContext context, SiteKey key) {
    // First, so that the page may read why it is refused.
    if (key.isForBrowsers() && !CrossOrigin.admit(context, key)) {
      metrics.refused(KeyRefusal.ORIGIN);
      return forbidden("Origin: one that the key names expected");
    }
    if (rule.isFor(key)) {
      return null;
    }
    metrics.refused(KeyRefusal.RIGHTS);
    if (rule.scopes().isEmpty()) {
      return forbidden("this is for people who have signed in, not for a site's key");
    }
    if (key.isForBrowsers() != rule.browsers()) {
      return forbidden(
          key.isForBrowsers()
              ? "a key for servers expected, got one for browsers"
              : "a key for browsers expected, got one for servers");
    }
    return forbidden(
        "a key of the scope "
            + rule.scopes().stream().sorted().map(Scope::key).collect(joining(" or "))
            + " expected");
  }

  private static Optional<String> key(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String key = header.substring(SCHEME.length()).strip();
    return key.isEmpty() || key.length() > MAX_KEY_LENGTH ? Optional.empty() : Optional.of(key);
  }

  private void person(RoutingContext context, String token) {
    HeldBody.until(context, sessions.use(token), found -> person(context, found));
  }

  private void person(RoutingContext context, Optional<SignedIn> found) {
    if (found.isEmpty()) {
      context.fail(unauthorized("session: it has ended; sign in again"));
      return;
    }
    SignedIn person = found.get();
    @Nullable ProblemException refusal = refusal(context, person);
    if (refusal == null) {
      RequestState.of(context).authenticated(person);
      refusal = rule.subject() == Subject.SITE ? named(context, person.user()) : null;
    }
    if (refusal == null) {
      context.next();
    } else {
      context.fail(refusal);
    }
  }

  private @Nullable ProblemException refusal(RoutingContext context, SignedIn person) {
    HttpServerRequest request = context.request();
    if (!SAFE.contains(request.method())) {
      String shown = request.getHeader(CSRF);
      if (shown == null || !Tokens.areEqual(shown, person.csrfToken())) {
        return forbidden(CSRF + ": the csrfToken of the session expected");
      }
    }
    User user = person.user();
    if (rule.role() == null) {
      return forbidden("this is for a site's key, not for people who have signed in");
    }
    if (!user.role().atLeast(rule.role())) {
      return forbidden("the role " + rule.role().key() + " expected, got " + user.role().key());
    }
    return rule.subject() == Subject.INSTALLATION && !user.isOperator()
        ? forbidden("an admin of all sites expected, got one of some")
        : null;
  }

  /** Takes the site that the request names; or refuses it, without telling which sites exist. */
  private @Nullable ProblemException named(RoutingContext context, User user) {
    String header = context.request().getHeader(SITE);
    String id = header == null ? context.request().getParam(SITE_PARAMETER) : header;
    if (id == null) {
      List<Site> usable =
          sites.sites().stream()
              .filter(site -> !site.disabled() && user.mayUse(site.id()))
              .limit(2)
              .toList();
      if (usable.size() != 1) {
        return new ProblemException(
            Problem.invalid(List.of(new FieldError(SITE, "the id of one of your sites expected"))));
      }
      RequestState.of(context).about(usable.get(0));
      return null;
    }
    Optional<Site> site = sites.ofId(id).filter(found -> user.mayUse(found.id()));
    site.ifPresent(RequestState.of(context)::about);
    return site.isPresent() ? null : forbidden(SITE + ": one of your sites expected, got another");
  }

  private static ProblemException forbidden(String detail) {
    return new ProblemException(ProblemType.FORBIDDEN, detail);
  }

  private static ProblemException unauthorized(String detail) {
    return unauthorized(detail, "");
  }

  private static ProblemException unauthorized(String detail, String challengeSuffix) {
    return new ProblemException(
        new Problem(
            ProblemType.UNAUTHORIZED,
            detail,
            List.of(),
            Map.of("WWW-Authenticate", "Bearer realm=\"ReplyGuard\"" + challengeSuffix)));
  }
}
