package dev.replyguard.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator may set. {@link #toString()} holds no secret.
 *
 * @param server the API port
 * @param management the port of metrics and health
 * @param eventLoops how many event loops serve the API, 1 to 256
 * @param redis where the state lives
 * @param dataDir the directory of the service's own Redis
 * @param model the model bundle to use, or null for the one that came with the service
 * @param perspectiveParity a file that maps scores told in Perspective's protocol, or null
 * @param disposableDomains a file of domains of throw-away e-mail addresses beside those that come
 *     with the service, one a line, or null
 * @param scoring how much is scored beside the event loops
 * @param cache how assessments of texts are cached
 * @param retention for how long things are kept where a site says nothing
 * @param measuring by which comments service and moderators are measured
 * @param secret the key of every hash of texts, addresses and e-mails, at least 16 characters, or
 *     null: one is made up once and kept in Redis
 * @param firstStart the demo site's key and the admin's password
 * @param access how people sign in
 * @param proxies who is believed about where a request comes from
 * @param events how sites learn of what happens to their comments
 * @param webhooks how events are sent to the sites' webhooks
 * @param logFormat how a line of the log looks
 */
public record Settings(
    HttpSettings server,
    ManagementSettings management,
    int eventLoops,
    RedisSettings redis,
    Path dataDir,
    @Nullable Path model,
    @Nullable Path perspectiveParity,
    @Nullable Path disposableDomains,
    ScoringSettings scoring,
    CacheSettings cache,
    RetentionSettings retention,
    MeasuringSettings measuring,
    @Nullable String secret,
    FirstStartSettings firstStart,
    AccessSettings access,
    TrustedProxies proxies,
    EventSettings events,
    WebhookSettings webhooks,
    LogFormat logFormat) {

  public Settings {
    Checks.within("server.eventLoops", eventLoops, 1, 256);
    if (secret != null && secret.length() < 16) {
      throw new InvalidSettingException(
          "secret", "at least 16 characters expected, got " + secret.length() + " (not shown)");
    }
    if (server.port() != 0
        && server.port() == management.port()
        && server.host().equals(management.host())) {
      throw new InvalidSettingException(
          "management.port", "another port than server.port expected, got " + server.port());
    }
    if (access.openId() != null && server.publicUrl() == null) {
      throw new InvalidSettingException(
          "server.publicUrl",
          "an address expected that people come back to from signIn.oidc.issuer");
    }
  }

  @Override
  public String toString() {
    return "Settings[server="
        + server
        + ", management="
        + management
        + ", eventLoops="
        + eventLoops
        + ", redis="
        + redis
        + ", dataDir="
        + dataDir
        + ", model="
        + (model == null ? "shipped" : model)
        + ", scoring="
        + scoring
        + ", cache="
        + cache
        + ", retention="
        + retention
        + ", measuring="
        + measuring
        + ", access="
        + access
        + ", events="
        + events
        + ", webhooks="
        + webhooks
        + ", logFormat="
        + logFormat.key()
        + "]";
  }
}
