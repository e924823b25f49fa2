package dev.replyguard.http.v1;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.Webhook;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a webhook to be; null: as it is, or by default.
 *
 * @param url where events are posted to
 * @param format in which words it is told of them
 * @param types which events
 * @param key what Akismet's plugin knows its sender by
 * @param paused whether events wait
 */
record WebhookRequest(
    @Nullable String url,
    Webhook.@Nullable Format format,
    @Nullable Set<CommentEvent.Type> types,
    @Nullable String key,
    @Nullable Boolean paused) {

  /** Whether it is to be told as Akismet's plugin is. */
  boolean isAkismet() {
    return format == Webhook.Format.AKISMET;
  }

  /** Whether the webhook can be changed so: of its format follows which events, and its key. */
  boolean fits(Webhook webhook) {
    return webhook.format() == Webhook.Format.AKISMET
        ? types == null || Webhook.VERDICT_TYPES.containsAll(types)
        : key == null;
  }

  Webhook appliedTo(Webhook webhook) {
    Webhook changed = url == null ? webhook : webhook.withUrl(url);
    changed = types == null ? changed : changed.withTypes(types);
    changed = key == null ? changed : changed.withSecret(key);
    return paused == null ? changed : changed.withPaused(paused);
  }
}
