package dev.replyguard.http;

import io.vertx.core.http.HttpServerRequest;

/** Names requests: the caller's name where it is fit to be logged, else one of ours. */
final class RequestIds {
  /** The header that carries the name, in requests and in answers. */
  static final String HEADER = "X-Request-Id";

  private static final int MAX_LENGTH = 128;

  private final TimeOrderedIds ids;

  RequestIds(TimeOrderedIds ids) {
    this.ids = ids;
  }

  String of(HttpServerRequest request) {
    String given = request.getHeader(HEADER);
    return given != null && isFit(given) ? given : ids.next();
  }

  private static boolean isFit(String id) {
    if (id.isEmpty() || id.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean fit =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
      if (!fit) {
        return false;
      }
    }
    return true;
  }
}
