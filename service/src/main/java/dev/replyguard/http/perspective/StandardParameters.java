package dev.replyguard.http.perspective;

import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The query parameters that every one of Google's services has, as far as they matter. */
final class StandardParameters {
  private StandardParameters() {}

  /**
   * Checks them.
   *
   * @return whether the answer is to be laid out for people
   * @throws PerspectiveException where another form than JSON is asked for
   */
  static boolean check(RoutingContext context) {
    if (context.request().query() == null) {
      return false;
    }
    List<String> alt = context.queryParam("alt");
    if (!alt.isEmpty() && !alt.get(0).equals("json")) {
      throw PerspectiveException.plain("Invalid value for parameter 'alt': json expected");
    }
    List<String> pretty = context.queryParam("prettyPrint");
    return !pretty.isEmpty() && pretty.get(0).equals("true");
  }
}
