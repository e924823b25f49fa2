package dev.replyguard;

import dev.replyguard.config.Settings;

/**
 * What an operator wants to know of a service that has just started.
 *
 * @param apiUrl where the API is
 * @param managementUrl where metrics and health are
 * @param apiPort the API's port
 * @param managementPort the port of metrics and health
 * @param model the version of the model
 * @param redis which Redis is used, without its password
 * @param secrets what was made up just now
 */
public record Started(
    String apiUrl,
    String managementUrl,
    int apiPort,
    int managementPort,
    String model,
    String redis,
    MadeUpSecrets secrets) {

  Started(
      Settings settings,
      int apiPort,
      int managementPort,
      String model,
      String redis,
      MadeUpSecrets secrets) {
    this(
        url(settings.server().host(), apiPort),
        url(settings.management().host(), managementPort),
        apiPort,
        managementPort,
        model,
        redis,
        secrets);
  }

  private static String url(String host, int port) {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
