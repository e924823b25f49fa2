package dev.replyguard.http.akismet;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers of one word, as clients compare them: without a newline. */
final class Answers {
  static final String CONNECTED = "connected";
  static final String VALID = "valid";
  static final String INVALID = "invalid";
  static final String SPAM = "true";
  static final String HAM = "false";
  static final String THANKS = "Thanks for making the web a better place.";
  static final String DEACTIVATED = "deactivated";

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json; charset=utf-8";

  private Answers() {}

  static void send(RoutingContext context, String text) {
    send(context, TEXT, text);
  }

  static void sendJson(RoutingContext context, String json) {
    send(context, JSON, json);
  }

  private static void send(RoutingContext context, String mediaType, String text) {
    // The client may have left meanwhile.
    if (!context.response().ended() && !context.response().closed()) {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, mediaType).end(text);
    }
  }
}
