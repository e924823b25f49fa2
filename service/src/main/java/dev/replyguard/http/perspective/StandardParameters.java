package dev.replyguard.http.perspective;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameters that every one of Google's services has, as far as they matter. */
final class StandardParameters {
  private static final String KEY = "key=";

  private StandardParameters() {}

  /**
   * Checks them.
   *
   * @return whether the answer is to be laid out for people
   * @throws PerspectiveException where another form than JSON is asked for
   */
  static boolean check(RoutingContext context) {
    String query = context.request().query();
    if (query == null || isKeyAlone(query)) {
      return false;
    }
    List<String> alt = context.queryParam("alt");
    if (!alt.isEmpty() && !alt.get(0).equals("json")) {
      throw PerspectiveException.plain("Invalid value for parameter 'alt': json expected");
    }
    List<String> pretty = context.queryParam("prettyPrint");
    return !pretty.isEmpty() && pretty.get(0).equals("true");
  }

  /** The key, where it is all there is in the query, as with most requests. */
  static @Nullable String keyAlone(@Nullable String query) {
    return query != null && isKeyAlone(query) ? query.substring(KEY.length()) : null;
  }

  private static boolean isKeyAlone(String query) {
    if (!query.startsWith(KEY)) {
      return false;
    }
    for (int i = KEY.length(); i < query.length(); i++) {
      char c = query.charAt(i);
      // What separates parameters, or stands for something else.
      if (c == '&' || c == ';' || c == '%' || c == '+' || c == '=') {
        return false;
      }
    }
    return true;
  }
}
