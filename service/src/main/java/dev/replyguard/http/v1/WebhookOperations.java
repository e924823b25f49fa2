package dev.replyguard.http.v1;

import dev.replyguard.events.Webhooks;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.store.WebhookStore;
import java.util.List;

/** The operations on a site's webhooks, for one event loop. */
public final class WebhookOperations {
  private static final int BODY_BYTES = 16 << 10;
  private static final int REDELIVERY_BYTES = 64 << 10;

  private final SiteWebhooks webhooks;
  private final WebhookDeliveries deliveries;

  /** The operations over their collaborators. */
  public WebhookOperations(Webhooks webhooks, WebhookStore store, Origins origins) {
    this.webhooks = new SiteWebhooks(webhooks, store, origins);
    this.deliveries = new WebhookDeliveries(webhooks, store);
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("listWebhooks", 0, webhooks::list),
        new ApiOperation("addWebhook", BODY_BYTES, webhooks::add),
        new ApiOperation("getWebhook", 0, webhooks::get),
        new ApiOperation("changeWebhook", BODY_BYTES, webhooks::change),
        new ApiOperation("deleteWebhook", 0, webhooks::delete),
        new ApiOperation("rotateWebhookSecret", 0, webhooks::rotate),
        new ApiOperation("testWebhook", 0, deliveries::test),
        new ApiOperation("listDeliveries", 0, deliveries::log),
        new ApiOperation("listDeadLetters", 0, deliveries::dead),
        new ApiOperation("redeliver", REDELIVERY_BYTES, deliveries::redeliver));
  }
}
