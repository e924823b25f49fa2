package dev.replyguard.http;

import dev.replyguard.access.KeyUsage;
import dev.replyguard.access.KeyUsage.Quota;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Counts the requests of a site's keys, refuses those beyond a quota, and tells what is left of it
 * ({@code RateLimit} header fields, draft-ietf-httpapi-ratelimit-headers): of the site's requests a
 * second, of the key's requests a day, and of a browser's requests a minute. While the store is
 * away, the second does not hold: a comment is judged all the same.
 */
final class QuotaHandler implements Handler<RoutingContext> {
  private static final int MINUTE_SECONDS = 60;
  private static final int OK = 200;
  private static final String USAGE = "/v1/usage";
  private static final int DAY_SECONDS = 86_400;

  private final SiteQuota quota;
  private final KeyUsage usage;
  private final ClientAddresses addresses;
  private final HttpMetrics metrics;

  QuotaHandler(SiteQuota quota, KeyUsage usage, ClientAddresses addresses, HttpMetrics metrics) {
    this.quota = quota;
    this.usage = usage;
    this.addresses = addresses;
    this.metrics = metrics;
  }

  @Override
  public void handle(RoutingContext context) {
    RequestState state = RequestState.of(context);
    Optional<SiteKey> key = state.key();
    if (key.isEmpty()) {
      // People are few, and not the site.
      context.next();
    } else if (!quota.isLimited() || ofSite(context, state.site())) {
      context.addEndHandler(sent -> noteScored(context, state, key.get()));
      ofBrowser(context, state.site(), key.get());
    }
  }

  private void noteScored(RoutingContext context, RequestState state, SiteKey key) {
    RequestState.Scored scored = state.scored();
    if (scored != null && context.response().getStatusCode() == OK) {
      usage.scored(state.site(), key, scored.dialect(), scored.comment());
    }
  }

  private boolean ofSite(RoutingContext context, Site site) {
    SiteQuota.Outcome outcome = quota.take(site.id());
    RequestState.of(context).counted(quota.perSecond(), outcome);
    long seconds = outcome.nextAfter().plusNanos(999_999_999).toSeconds();
    tell(context, "site", quota.perSecond(), 1, outcome.remaining(), seconds);
    if (!outcome.allowed()) {
      refuse(
          context,
          HttpMetrics.Quota.SITE,
          "quota of this site: at most " + quota.perSecond() + " requests a second expected",
          seconds);
    }
    return outcome.allowed();
  }

  private void ofBrowser(RoutingContext context, Site site, SiteKey key) {
    if (!key.isForBrowsers()) {
      ofKey(context, site, key);
      return;
    }
    HeldBody.until(
        context,
        usage.takeFrom(site, key, addresses.callerOf(context.request())),
        wait -> {
          if (wait.isZero()) {
            ofKey(context, site, key);
          } else {
            long seconds = wait.plusMillis(999).toSeconds();
            tell(context, "address", key.perMinute(), MINUTE_SECONDS, 0, seconds);
            refuse(
                context,
                HttpMetrics.Quota.ADDRESS,
                "quota of this address: at most " + key.perMinute() + " requests a minute expected",
                seconds);
          }
        });
  }

  private void ofKey(RoutingContext context, Site site, SiteKey key) {
    // How it stands with its quota, a key may always ask.
    if (key.perDay() == 0 || RequestState.of(context).route().equals(USAGE)) {
      usage.count(site, key);
      context.next();
      return;
    }
    HeldBody.until(
        context,
        usage
            .take(site, key)
            .map(Optional::of)
            .recover(failure -> unlessAway(failure, Optional.empty())),
        taken -> {
          taken.ifPresent(left -> tell(context, key, left));
          if (taken.filter(left -> left.left() < 0).isPresent()) {
            refuse(
                context,
                HttpMetrics.Quota.KEY,
                "quota of this key: at most " + key.perDay() + " requests a day expected",
                taken.get().untilNext().plusMillis(999).toSeconds());
          } else {
            context.next();
          }
        });
  }

  private static <T> Future<T> unlessAway(Throwable failure, T otherwise) {
    return failure instanceof StoreException
        ? Future.succeededFuture(otherwise)
        : Future.failedFuture(failure);
  }

  private static void tell(RoutingContext context, SiteKey key, Quota quota) {
    long seconds = quota.left() > 0 ? 0 : quota.untilNext().plusMillis(999).toSeconds();
    tell(context, "key", key.perDay(), DAY_SECONDS, Math.max(0, quota.left()), seconds);
  }

  private static void tell(
      RoutingContext context, String name, long limit, long window, long left, long seconds) {
    append(context, "RateLimit-Policy", "\"" + name + "\";q=" + limit + ";w=" + window);
    append(context, "RateLimit", "\"" + name + "\";r=" + left + ";t=" + seconds);
  }

  /** Both fields are lists: a second quota goes behind the first. */
  private static void append(RoutingContext context, String header, String item) {
    String before = context.response().headers().get(header);
    context.response().putHeader(header, before == null ? item : before + ", " + item);
  }

  private void refuse(
      RoutingContext context, HttpMetrics.Quota which, String detail, long seconds) {
    metrics.refused(which);
    context.fail(
        new ProblemException(
            Problem.of(ProblemType.QUOTA_EXCEEDED, detail)
                .withHeader(
                    HttpHeaders.RETRY_AFTER.toString(), Long.toString(Math.max(1, seconds)))));
  }
}
