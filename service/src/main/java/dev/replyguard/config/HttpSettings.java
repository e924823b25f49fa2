package dev.replyguard.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The API port.
 *
 * @param host the address to listen on
 * @param port 0 to 65,535; 0 takes any free one
 * @param limits what is taken at most
 * @param publicUrl where the API is seen from outside, behind whatever proxies there are: an http
 *     or https address without query or fragment; or null: where it listens
 */
public record HttpSettings(String host, int port, HttpLimits limits, @Nullable URI publicUrl) {

  public HttpSettings {
    Checks.host("server.host", host);
    Checks.port("server.port", port);
    if (publicUrl != null && !isWebAddress(publicUrl)) {
      throw new InvalidSettingException(
          "server.publicUrl",
          "an http or https address without query expected, got '" + publicUrl + "'");
    }
  }

  /** Settings of an API that is seen where it listens. */
  public HttpSettings(String host, int port, HttpLimits limits) {
    this(host, port, limits, null);
  }

  private static boolean isWebAddress(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }
}
