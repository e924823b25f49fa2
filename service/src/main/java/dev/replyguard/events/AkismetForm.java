package dev.replyguard.events;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.Webhook;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Akismet's plugin for WordPress, from version 5.5 on, is told at {@code akismet/v1/webhook}.
 * It knows two words: a comment that is not approved, or no longer, is spam to it. It finds the
 * comment by the guid that it was given when it asked, and takes nothing back that somebody has
 * decided in WordPress meanwhile.
 */
record AkismetForm() implements WebhookForm {
  private static final Map<String, String> HEADERS = Map.of("X-Akismet-Webhook", "1");
  private static final String HIDDEN = "(the site's key)";
  private static final int MAX_REASON = 200;

  @Override
  public WebhookMessage about(Webhook webhook, CommentEvent event, Instant at) {
    boolean spam = event.verdict() != Verdict.APPROVE;
    JsonObject comment =
        new JsonObject().put("guid", event.comment()).put("result", Boolean.toString(spam));
    return message(webhook, new JsonArray().add(comment), at);
  }

  /** Tells of no comment: what is answered says whether address and key are right. */
  @Override
  public WebhookMessage test(Webhook webhook, String name, Instant at) {
    return message(webhook, new JsonArray(), at);
  }

  @Override
  public @Nullable String complaint(String answer) {
    try {
      Object comments = new JsonObject(answer).getValue("comments");
      if (comments instanceof JsonObject outcomes) {
        return ofComments(outcomes);
      }
      // PHP has but one word for an empty list and for no comment.
      return comments instanceof JsonArray list && list.isEmpty() ? null : noPlugin();
    } catch (DecodeException | ClassCastException e) {
      return noPlugin();
    }
  }

  private static @Nullable String ofComments(JsonObject comments) {
    for (String guid : comments.fieldNames()) {
      JsonObject outcome = comments.getJsonObject(guid);
      if (!"success".equals(outcome.getString("status"))) {
        return "WordPress did not take it: " + shortened(outcome.getString("message", ""));
      }
    }
    return null;
  }

  private static String shortened(String text) {
    return text.length() > MAX_REASON ? text.substring(0, MAX_REASON) : text;
  }

  private static String noPlugin() {
    return "an answer of Akismet's plugin, 5.5 or later, expected";
  }

  private static WebhookMessage message(Webhook webhook, JsonArray comments, Instant at) {
    JsonObject body =
        new JsonObject()
            .put("key", webhook.keysAt(at).get(0))
            .put("endpoint", "comment-check")
            .put("comments", comments);
    return new WebhookMessage(HEADERS, body.encode(), body.copy().put("key", HIDDEN).encode());
  }
}
