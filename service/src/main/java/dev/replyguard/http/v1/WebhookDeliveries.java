package dev.replyguard.http.v1;

import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Webhook;
import dev.replyguard.events.Webhooks;
import dev.replyguard.store.WebhookStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was sent to a webhook, what was not taken, and sending it once more. */
final class WebhookDeliveries {
  private static final int DEFAULT_LIMIT = 50;

  private final Webhooks webhooks;
  private final WebhookStore store;

  WebhookDeliveries(Webhooks webhooks, WebhookStore store) {
    this.webhooks = webhooks;
    this.store = store;
  }

  /** Sends an event that tells of nothing, and shows what comes back. */
  void test(RoutingContext context) {
    Exchanges.answer(
        context,
        SiteWebhooks.found(store, context).compose(webhooks::test).map(WebhookEncoder::exchange));
  }

  /** The latest attempts. */
  void log(RoutingContext context) {
    int limit = limit(context, WebhookStore.MAX_LOGGED);
    answer(
        context,
        webhook -> store.log(webhook.site(), webhook.id(), limit).map(WebhookEncoder::log));
  }

  /** What was given up. */
  void dead(RoutingContext context) {
    int limit = limit(context, WebhookStore.MAX_DEAD);
    answer(
        context,
        webhook ->
            store.deadLetters(webhook.site(), webhook.id(), limit).map(WebhookEncoder::dead));
  }

  /** Sends events once more. */
  void redeliver(RoutingContext context) {
    String id = PathParameters.identifier(context, "webhook");
    String site = Callers.site(context);
    Optional<List<EventId>> events = WebhookDecoder.toRedeliver(Exchanges.body(context));
    Exchanges.answer(
        context,
        events
            .map(some -> store.redeliver(site, id, some))
            .orElseGet(() -> webhooks.redeliverDead(site, id))
            .map(queued -> WebhookEncoder.redelivered(queued.orElseThrow(SiteWebhooks::missing))));
  }

  private void answer(RoutingContext context, Function<Webhook, Future<Buffer>> of) {
    Exchanges.answer(context, SiteWebhooks.found(store, context).compose(of));
  }

  private static int limit(RoutingContext context, int max) {
    QueryParameters query = new QueryParameters(context);
    int limit = query.whole("limit", 1, max, DEFAULT_LIMIT);
    query.check();
    return limit;
  }
}
