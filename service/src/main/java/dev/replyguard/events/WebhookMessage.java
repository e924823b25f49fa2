package dev.replyguard.events;

import java.util.Map;

/**
 * What is posted to a webhook.
 *
 * @param headers what stands in its head
 * @param body JSON
 * @param shown the body as people may see it, who may not see a site's key
 */
record WebhookMessage(Map<String, String> headers, String body, String shown) {
  WebhookMessage {
    headers = Map.copyOf(headers);
  }
}
