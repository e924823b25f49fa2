package dev.replyguard.events;

import dev.replyguard.store.Attempt;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to a webhook, and what came of it.
 *
 * @param url where it went
 * @param headers what stood in its head
 * @param body what was sent, without a site's key
 * @param attempt how it went
 * @param answer the beginning of what the receiver said, empty where nothing came
 * @param retryAfter when the receiver asks to be tried again, or null
 */
public record WebhookExchange(
    String url,
    Map<String, String> headers,
    String body,
    Attempt attempt,
    String answer,
    @Nullable Duration retryAfter) {

  public WebhookExchange {
    headers = Map.copyOf(headers);
  }

  /** Whether the receiver has taken it. */
  public boolean isTaken() {
    return attempt.error() == null;
  }

  Optional<Duration> wish() {
    return Optional.ofNullable(retryAfter);
  }
}
