package dev.replyguard.events;

import dev.replyguard.config.AddressRange;
import io.vertx.core.Future;
import java.io.Serial;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where webhooks may lead. A host's name is resolved anew for every connection, and what is
 * connected to is the very address that was looked at: a name that leads elsewhere a moment later
 * gains nothing by that.
 */
final class WebhookTargets {
  private static final int MAX_URL = 2_000;

  private final Resolver resolver;
  private final List<AddressRange> allowed;

  /**
   * Targets on the public Internet and in some networks beside it.
   *
   * @param allowed the networks, also for plain HTTP
   */
  WebhookTargets(Resolver resolver, List<AddressRange> allowed) {
    this.resolver = resolver;
    this.allowed = List.copyOf(allowed);
  }

  /** Finds the addresses of a host. */
  interface Resolver {
    /** All of them; fails where there are none. */
    Future<List<InetAddress>> resolve(String host);
  }

  /** Nobody is to be connected to there. */
  static final class RefusedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message, null, false, false);
    }
  }

  /** What is wrong with the form of an address that somebody wants events at; empty: nothing. */
  static Optional<String> complaint(String url) {
    if (url.length() > MAX_URL) {
      return Optional.of("at most 2,000 characters expected, got " + url.length());
    }
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
        return Optional.of("an address such as https://www.example.org/hooks expected");
      }
      if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
        return Optional.of("an address without user, password and fragment expected");
      }
      if (uri.getPort() == 0 || uri.getPort() > 65_535) {
        return Optional.of("a port of 1 to 65,535 expected");
      }
      return Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of("an address such as https://www.example.org/hooks expected");
    }
  }

  /**
   * What to connect to.
   *
   * @param url of no {@link #complaint}
   * @param attempt of several addresses each attempt takes the next, from 1
   * @return fails with a {@link RefusedException} where it leads to nowhere one may go
   */
  Future<InetSocketAddress> find(URI url, int attempt) {
    String host = host(url);
    return resolver
        .resolve(host)
        .map(
            found -> {
              List<InetAddress> fit = found.stream().filter(one -> fits(url, one)).toList();
              if (fit.isEmpty()) {
                throw new RefusedException(refusal(url, found));
              }
              return new InetSocketAddress(
                  fit.get(Math.floorMod(attempt - 1, fit.size())), port(url));
            });
  }

  static boolean isTls(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  static int port(URI url) {
    if (url.getPort() > 0) {
      return url.getPort();
    }
    return isTls(url) ? 443 : 80;
  }

  /** The host; of an IPv6 address without the brackets. */
  static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private boolean fits(URI url, InetAddress address) {
    return allowed.stream().anyMatch(network -> network.contains(address))
        || (isTls(url) && PublicAddresses.contain(address));
  }

  private static String refusal(URI url, List<InetAddress> found) {
    return found.stream().anyMatch(PublicAddresses::contain) && !isTls(url)
        ? "https expected: plain http is for networks that the operator allows"
        : "a public host expected: the operator does not allow where this one leads to";
  }
}
