package dev.replyguard.config;

/**
 * The port of metrics and health.
 *
 * @param host the address to listen on
 * @param port 0 to 65,535; 0 takes any free one
 */
public record ManagementSettings(String host, int port) {

  public ManagementSettings {
    Checks.host("management.host", host);
    Checks.port("management.port", port);
  }
}
