package dev.replyguard.http.v1;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.Webhook;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a webhook to be; null: as it is, or by default.
 *
 * @param url where events are posted to
 * @param types which events
 * @param paused whether events wait
 */
record WebhookRequest(
    @Nullable String url, @Nullable Set<CommentEvent.Type> types, @Nullable Boolean paused) {

  Webhook appliedTo(Webhook webhook) {
    Webhook changed = url == null ? webhook : webhook.withUrl(url);
    changed = types == null ? changed : changed.withTypes(types);
    return paused == null ? changed : changed.withPaused(paused);
  }
}
