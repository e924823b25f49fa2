package dev.replyguard.http;

import java.util.List;

/**
 * A protocol that is spoken on the API port beside the service's own contract. Its requests are
 * admitted, counted against quotas and measured as all others are.
 *
 * @param errors how errors are told
 * @param key where the site's key is
 * @param routes its paths, for one event loop
 * @param browsers whether it is spoken by browsers, with keys for them, or else by servers with
 *     theirs
 */
public record Protocol(
    ErrorForm errors, KeyRule key, List<ProtocolRoute> routes, boolean browsers) {

  public Protocol {
    routes = List.copyOf(routes);
  }

  /** A protocol that servers speak. */
  public Protocol(ErrorForm errors, KeyRule key, List<ProtocolRoute> routes) {
    this(errors, key, routes, false);
  }
}
