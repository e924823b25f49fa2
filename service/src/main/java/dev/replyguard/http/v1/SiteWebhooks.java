package dev.replyguard.http.v1;

import dev.replyguard.domain.Webhook;
import dev.replyguard.events.Webhooks;
import dev.replyguard.events.Webhooks.UnusableUrlException;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.store.Origin;
import dev.replyguard.store.WebhookState;
import dev.replyguard.store.WebhookStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code /v1/webhooks}: where the site is told of its events. */
final class SiteWebhooks {
  private static final int DEFAULT_OVERLAP_HOURS = 24;
  private static final int MAX_OVERLAP_HOURS = 7 * 24;

  private final Webhooks webhooks;
  private final WebhookStore store;
  private final Origins origins;

  SiteWebhooks(Webhooks webhooks, WebhookStore store, Origins origins) {
    this.origins = origins;
    this.webhooks = webhooks;
    this.store = store;
  }

  /** All of the site. */
  void list(RoutingContext context) {
    Exchanges.answer(
        context,
        store
            .of(Callers.site(context))
            .compose(
                all -> {
                  List<Future<WebhookState>> states = all.stream().map(store::state).toList();
                  return Future.all(states)
                      .map(done -> states.stream().map(Future::result).toList());
                })
            .map(WebhookEncoder::all));
  }

  /** One of them. */
  void get(RoutingContext context) {
    Exchanges.answer(
        context, found(store, context).compose(store::state).map(WebhookEncoder::state));
  }

  /** Adds one, and shows its secret. */
  void add(RoutingContext context) {
    WebhookRequest request = WebhookDecoder.toAdd(Exchanges.body(context));
    Exchanges.answer(
        context,
        201,
        added(origins.of(context), Callers.site(context), request)
            .recover(SiteWebhooks::explained)
            .map(added -> WebhookEncoder.withSecret(added.orElseThrow(SiteWebhooks::tooMany))));
  }

  private Future<Optional<Webhook>> added(Origin by, String site, WebhookRequest request) {
    String url = Objects.requireNonNull(request.url(), "the decoder asks for it");
    if (request.isAkismet()) {
      String key = Objects.requireNonNull(request.key(), "the decoder asks for it");
      return webhooks.addAkismet(
          by, site, url, request.types() == null ? Webhook.VERDICT_TYPES : request.types(), key);
    }
    return webhooks.add(
        by, site, url, request.types() == null ? Webhook.ALL_TYPES : request.types());
  }

  /** Changes one. */
  void change(RoutingContext context) {
    String id = PathParameters.identifier(context, "webhook");
    WebhookRequest request = WebhookDecoder.toChange(Exchanges.body(context));
    Exchanges.answer(
        context,
        found(store, context)
            .compose(
                webhook ->
                    request.fits(webhook)
                        ? webhooks.change(
                            origins.of(context),
                            Callers.site(context),
                            id,
                            Optional.ofNullable(request.url()),
                            request::appliedTo)
                        : Future.failedFuture(unfit(webhook)))
            .recover(SiteWebhooks::explained)
            .map(changed -> changed.orElseThrow(SiteWebhooks::missing))
            .compose(store::state)
            .map(WebhookEncoder::state));
  }

  /** Gives one a new secret, and shows it. */
  void rotate(RoutingContext context) {
    String id = PathParameters.identifier(context, "webhook");
    QueryParameters query = new QueryParameters(context);
    int overlap = query.whole("overlapHours", 0, MAX_OVERLAP_HOURS, DEFAULT_OVERLAP_HOURS);
    query.check();
    Exchanges.answer(
        context,
        found(store, context)
            .compose(
                webhook ->
                    webhook.format() == Webhook.Format.EVENT
                        ? webhooks.rotate(
                            origins.of(context),
                            Callers.site(context),
                            id,
                            Duration.ofHours(overlap))
                        : Future.failedFuture(noSecret()))
            .map(changed -> changed.orElseThrow(SiteWebhooks::missing))
            .map(WebhookEncoder::withSecret));
  }

  /** Removes one with all that was to be sent to it. */
  void delete(RoutingContext context) {
    String id = PathParameters.identifier(context, "webhook");
    Exchanges.done(
        context,
        store
            .remove(origins.of(context), Callers.site(context), id)
            .map(
                removed -> {
                  if (!removed) {
                    throw missing();
                  }
                  return removed;
                }));
  }

  /** The webhook that the request's path names; fails where there is none. */
  static Future<Webhook> found(WebhookStore store, RoutingContext context) {
    return store
        .find(Callers.site(context), PathParameters.identifier(context, "webhook"))
        .map(found -> found.orElseThrow(SiteWebhooks::missing));
  }

  static ProblemException missing() {
    return new ProblemException(ProblemType.NOT_FOUND, "the site has no webhook of that id");
  }

  private static ProblemException unfit(Webhook webhook) {
    return new ProblemException(
        Problem.invalid(
            List.of(
                webhook.format() == Webhook.Format.AKISMET
                    ? new FieldError(
                        "events",
                        "comment.decided and comment.undone expected where format is akismet")
                    : new FieldError("key", "none expected where format is not akismet"))));
  }

  private static ProblemException noSecret() {
    return new ProblemException(
        ProblemType.CONFLICT,
        "a webhook of Akismet's plugin has the site's key instead of a secret; change its key");
  }

  private static ProblemException tooMany() {
    return new ProblemException(
        ProblemType.CONFLICT,
        "at most " + Webhook.MAX_OF_A_SITE + " webhooks a site expected; remove one first");
  }

  private static <T> Future<T> explained(Throwable failure) {
    return Future.failedFuture(
        failure instanceof UnusableUrlException
            ? new ProblemException(
                Problem.invalid(
                    List.of(new FieldError("url", String.valueOf(failure.getMessage())))))
            : failure);
  }
}
