package dev.replyguard.events;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Looks hosts up as Vert.x itself does, without blocking: literal addresses, the hosts file, then
 * the name servers of the machine. Vert.x offers that to its own parts only; this is the one place
 * that relies on them.
 */
final class HostNames implements WebhookTargets.Resolver {
  private final VertxInternal vertx;

  HostNames(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
  }

  @Override
  public Future<List<InetAddress>> resolve(String host) {
    Promise<List<InetSocketAddress>> found = Promise.promise();
    vertx.nameResolver().resolveAll(host, found::handle);
    return found
        .future()
        .map(
            addresses -> {
              List<InetAddress> known =
                  addresses.stream().map(InetSocketAddress::getAddress).distinct().toList();
              if (known.isEmpty()) {
                throw new IllegalStateException("a resolver's answer has an address");
              }
              return known;
            })
        .recover(failure -> Future.failedFuture(new UnknownHostException(host)));
  }
}
