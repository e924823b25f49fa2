package dev.replyguard.http;

import io.vertx.ext.web.RoutingContext;

/** How a protocol tells its callers of an error. */
public interface ErrorForm {

  /**
   * Ends the request with {@code problem}; what the request failed with, where a protocol has more
   * to say than that, is the context's failure. Headers of the problem have been set by then.
   */
  void answer(RoutingContext context, Problem problem);
}
