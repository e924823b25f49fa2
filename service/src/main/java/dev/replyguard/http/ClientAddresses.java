package dev.replyguard.http;

import dev.replyguard.config.TrustedProxies;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where requests come from: the address at the other end of the connection or, where that is a
 * trusted proxy, the last one in {@code X-Forwarded-For} that is none.
 */
public final class ClientAddresses {
  private static final String FORWARDED = "X-Forwarded-For";
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final int IPV6_BYTES = 16;
  private static final String UNKNOWN = "unknown";

  private final TrustedProxies proxies;

  /** Addresses as these proxies tell them. */
  public ClientAddresses(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /**
   * What tells those who call apart: the IPv4 address, or the network of 64 bits of an IPv6
   * address, of which one caller has as many as he likes; in hexadecimal.
   */
  public String callerOf(HttpServerRequest request) {
    return caller(address(request));
  }

  /** The address itself, in the form in which it came; empty where it is none of IPv4 or IPv6. */
  public Optional<String> addressOf(HttpServerRequest request) {
    return Optional.of(address(request))
        .filter(address -> NetUtil.createByteArrayFromIpAddressString(address) != null);
  }

  private String address(HttpServerRequest request) {
    String peer =
        request.remoteAddress() == null || request.remoteAddress().hostAddress() == null
            ? UNKNOWN
            : request.remoteAddress().hostAddress();
    if (!proxies.contains(peer)) {
      return peer;
    }
    String nearest = peer;
    List<String> forwarded =
        Arrays.asList(String.join(",", request.headers().getAll(FORWARDED)).split(",", -1));
    for (int i = forwarded.size() - 1; i >= 0; i--) {
      String address = forwarded.get(i).strip();
      if (NetUtil.createByteArrayFromIpAddressString(address) == null) {
        break;
      }
      nearest = address;
      if (!proxies.contains(address)) {
        break;
      }
    }
    return nearest;
  }

  private static String caller(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null) {
      return UNKNOWN;
    }
    return HexFormat.of()
        .formatHex(bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }
}
