package dev.replyguard.http.akismet;

import dev.replyguard.domain.Webhook;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Who is told by webhook what became of a comment. Only such a site may be told that a comment is
 * no spam so far: nobody else would ever hear otherwise.
 */
final class LateVerdicts {
  /**
   * What a site is told to wait. Akismet's plugin publishes what it has heard nothing of after
   * twice that time, so it is as long as the plugin keeps at anything.
   */
  static final Duration PATIENCE = Duration.ofDays(15);

  private final Function<String, Future<List<Webhook>>> webhooks;

  /**
   * Verdicts to those webhooks.
   *
   * @param webhooks a site's
   */
  LateVerdicts(Function<String, Future<List<Webhook>>> webhooks) {
    this.webhooks = webhooks;
  }

  /**
   * Whether the site has a webhook there that is told as Akismet's plugin is, and not paused; not
   * where that cannot be found out.
   *
   * @param callback the address that the call names, empty where it names none
   */
  Future<Boolean> isAwaited(String site, String callback) {
    if (callback.isEmpty()) {
      return Future.succeededFuture(false);
    }
    return webhooks
        .apply(site)
        .map(
            all ->
                all.stream()
                    .anyMatch(
                        webhook ->
                            webhook.format() == Webhook.Format.AKISMET
                                && !webhook.paused()
                                && webhook.types().containsAll(Webhook.VERDICT_TYPES)
                                && webhook.url().equals(callback)))
        .otherwise(false);
  }
}
