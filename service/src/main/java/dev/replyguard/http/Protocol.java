package dev.replyguard.http;

import java.util.List;

/**
 * A protocol of others that is spoken on the API port beside the service's own contract. Its
 * requests are admitted, counted against quotas and measured as all others are.
 *
 * @param errors how errors are told
 * @param key where the site's key is
 * @param routes its paths, for one event loop
 */
public record Protocol(ErrorForm errors, KeyRule key, List<ProtocolRoute> routes) {

  public Protocol {
    routes = List.copyOf(routes);
  }
}
