package dev.replyguard.config;

/**
 * The API port.
 *
 * @param host the address to listen on
 * @param port 0 to 65,535; 0 takes any free one
 * @param limits what is taken at most
 */
public record HttpSettings(String host, int port, HttpLimits limits) {

  public HttpSettings {
    Checks.host("server.host", host);
    Checks.port("server.port", port);
  }
}
