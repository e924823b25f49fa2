package dev.replyguard.events;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.Webhook;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** In which words a webhook is told of something, and how its answer is understood. */
sealed interface WebhookForm permits SignedForm, AkismetForm {
  /** That of the webhook's format. */
  static WebhookForm of(Webhook webhook) {
    return switch (webhook.format()) {
      case EVENT -> new SignedForm();
      case AKISMET -> new AkismetForm();
    };
  }

  /**
   * What tells of an event.
   *
   * @param at when it is sent
   */
  WebhookMessage about(Webhook webhook, CommentEvent event, Instant at);

  /**
   * What tells of nothing.
   *
   * @param name what the test goes by
   * @param at when it is sent
   */
  WebhookMessage test(Webhook webhook, String name, Instant at);

  /**
   * What is wrong with an answer of status 200 to 299; null where it takes what was sent.
   *
   * @param answer the beginning of what the receiver said
   */
  @Nullable String complaint(String answer);
}
