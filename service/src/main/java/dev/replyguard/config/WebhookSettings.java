package dev.replyguard.config;

import java.time.Duration;
import java.util.List;

/**
 * How events are sent to the sites' webhooks.
 *
 * @param allowedNetworks where they may go beside the public Internet, in plain HTTP too
 * @param timeout how long a receiver may take to answer, 1 s to 1 min
 * @param concurrency how many may be on their way at the same time, 1 to 1,000
 */
public record WebhookSettings(
    List<AddressRange> allowedNetworks, Duration timeout, int concurrency) {

  public WebhookSettings {
    allowedNetworks = List.copyOf(allowedNetworks);
    Checks.within("webhooks.timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(1));
    Checks.within("webhooks.concurrency", concurrency, 1, 1_000);
  }
}
