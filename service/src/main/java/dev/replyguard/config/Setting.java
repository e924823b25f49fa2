package dev.replyguard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is: the one list that the file, the environment, the flags and the reference
 * {@code docs/configuration.md} are made from.
 */
enum Setting {
  SERVER_HOST(
      "server.host",
      "--host",
      "127.0.0.1",
      "Address the API listens on; `0.0.0.0` is every address of the machine"),
  SERVER_PORT("server.port", "--port", "8080", "Port of the API; 0 takes any free one"),
  SERVER_PUBLIC_URL(
      "server.publicUrl",
      null,
      null,
      "Address of the API as others see it, such as `https://moderation.example`: what clients are"
          + " told in Perspective's discovery document; unset: where it listens"),
  SERVER_EVENT_LOOPS(
      "server.eventLoops",
      null,
      null,
      "Event loops that serve the API; unset: one a core, at most 8"),
  SERVER_TRUSTED_PROXIES(
      "server.trustedProxies",
      null,
      null,
      "Addresses and networks of reverse proxies, such as `127.0.0.1, 10.0.0.0/8`, that are believed"
          + " when `X-Forwarded-For` says where a request comes from; unset: nobody is"),
  MANAGEMENT_HOST(
      "management.host",
      null,
      "127.0.0.1",
      "Address of metrics and health; keep it away from the public"),
  MANAGEMENT_PORT(
      "management.port",
      "--management-port",
      "8081",
      "Port of metrics and health; 0 takes any free one"),
  LIMITS_BODY_BYTES(
      "limits.bodyBytes", null, "256KiB", "Largest body of a request about one comment"),
  LIMITS_BATCH_BODY_BYTES(
      "limits.batchBodyBytes", null, "8MiB", "Largest body of a request about many comments"),
  LIMITS_HEADER_BYTES(
      "limits.headerBytes", null, "16KiB", "Longest request line, and largest sum of all headers"),
  LIMITS_CONCURRENT_REQUESTS(
      "limits.concurrentRequests",
      null,
      "1000",
      "Requests worked on at the same time; further ones are answered 503"),
  LIMITS_CONNECTIONS(
      "limits.connections",
      null,
      "10000",
      "Connections open at the same time; further ones are closed at once"),
  LIMITS_BODY_TIMEOUT("limits.bodyTimeout", null, "10s", "How long a body may take to arrive"),
  LIMITS_IDLE_TIMEOUT(
      "limits.idleTimeout", null, "60s", "After how long without a byte a connection is closed"),
  LIMITS_SITE_REQUESTS_PER_SECOND(
      "limits.siteRequestsPerSecond",
      null,
      "0",
      "Requests a site may make a second, further ones are answered 429; 0: no quota"),
  REDIS_URI(
      "redis.uri",
      "--redis",
      null,
      "`redis://`, `rediss://`, `unix://`, `redis+sentinel://` or `redis+cluster://` address of"
          + " Redis 6.2 or later; unset: the service starts its own under `dataDir`"),
  REDIS_START_TIMEOUT(
      "redis.startTimeout", null, "10s", "How long a start waits for Redis before it gives up"),
  REDIS_CONNECT_TIMEOUT("redis.connectTimeout", null, "2s", "How long a connection may take"),
  REDIS_COMMAND_TIMEOUT(
      "redis.commandTimeout",
      null,
      "500ms",
      "How long a reply may take before a verdict goes out without it"),
  REDIS_PENDING_COMMANDS(
      "redis.pendingCommands",
      null,
      "2048",
      "Commands that may await their replies on one connection; further ones fail at once"),
  REDIS_REPLICAS(
      "redis.replicas",
      null,
      "1",
      "How many of the connected replicas must have a comment before it counts as recorded"),
  REDIS_APPEND_FSYNC(
      "redis.appendFsync",
      null,
      "everysec",
      "When the file of the service's own Redis is forced to the disk: `everysec`, so that a power"
          + " cut may take the last second, or `always`, before a comment counts as recorded, which"
          + " takes as long as the disk does; a killed process loses nothing either way"),
  DATA_DIR(
      "dataDir",
      "--data-dir",
      "data",
      "Directory of the service's own Redis, made when it is missing; relative to where the service"
          + " is started"),
  MODEL("model", "--model", null, "Model bundle to use; unset: the one that came with the service"),
  PERSPECTIVE_PARITY(
      "perspective.parity",
      null,
      null,
      "File of `replyguard-trainer parity`: scores told in Perspective's protocol are mapped by it,"
          + " so that thresholds made for Perspective flag as much as they did; unset: as the model"
          + " has them"),
  DISPOSABLE_DOMAINS(
      "rules.disposableDomains",
      null,
      null,
      "File of domains of throw-away e-mail addresses, one a line, beside those that come with the"
          + " service"),
  SCORING_THREADS(
      "scoring.threads",
      null,
      null,
      "Workers that score beside the event loops: large batches, and with an ONNX model everything;"
          + " as many more check policies and run costly rules; unset: one a core, at most 8"),
  SCORING_QUEUE(
      "scoring.queue",
      null,
      "64",
      "Requests that may wait for a worker, of either kind; further ones get 503"),
  SCORING_TIMEOUT(
      "scoring.timeout",
      null,
      "10s",
      "How long a request may wait for a worker and be worked on; then it gets 503"),
  CACHE_LOCAL_BYTES(
      "cache.localBytes",
      null,
      "16MiB",
      "Memory for what the model made of recent texts, in the process; 0: none"),
  CACHE_LOCAL_TTL("cache.localTtl", null, "1m", "How long that stays in the process"),
  CACHE_TTL("cache.ttl", null, "24h", "How long it stays in Redis for the next same text"),
  RETENTION_COMMENTS(
      "retention.comments",
      null,
      "365d",
      "How long a comment is kept, with its decisions, from its latest revision on, where its site"
          + " says nothing; one that waits for a moderator stays; `0d`: for good"),
  RETENTION_AUDIT("retention.audit", null, "1095d", "The same for the audit trail; `0d`: for good"),
  RETENTION_EVENTS("retention.events", null, "30d", "The same for the stream of events"),
  RETENTION_DELIVERIES(
      "retention.deliveries",
      null,
      "30d",
      "The same for dead letters and logged deliveries of webhooks"),
  RETENTION_REPORTS(
      "retention.reports",
      null,
      "90d",
      "The same for who reported a comment, from the last report about it"),
  RETENTION_RULINGS(
      "retention.rulings",
      null,
      "30d",
      "How long a moderator's decision holds for the next same or similar text"),
  RETENTION_STATISTICS(
      "retention.statistics", null, "1095d", "How long counts by day are kept; `0d`: for good"),
  REVIEW_SAMPLE_SHARE(
      "review.sampleShare",
      null,
      "0.01",
      "Which share of what is approved or rejected by the service joins the moderators' queue,"
          + " unmarked, to measure both by; `0`: none"),
  REVIEW_WITHHELD_SHARE(
      "review.withheldShare",
      null,
      "0.1",
      "Which share of what is held is shown without hints, as that sample is, so that the sample"
          + " is not known by it; `0`: none"),
  SECRET(
      "secret",
      null,
      null,
      "Key of the hashes of texts, e-mails and IP addresses, at least 16 characters; unset: made up"
          + " once and kept in Redis. Changing it forgets what the hashes remembered"),
  DEMO_SITE_KEY(
      "demoSiteKey",
      null,
      null,
      "API key of the site `demo`, 12 to 64 characters of `0-9 A-Z a-z`; unset: made up and printed"
          + " at the first start"),
  ADMIN_PASSWORD(
      "adminPassword",
      null,
      null,
      "Password of the user `admin`, 8 to 200 characters; unset: made up and printed at the first"
          + " start"),
  SESSION_IDLE("session.idle", null, "2h", "How long somebody who has signed in may do nothing"),
  SESSION_LIFETIME(
      "session.lifetime",
      null,
      "12h",
      "After how long one has to sign in again, whatever one does"),
  SESSION_SECURE_COOKIE(
      "session.secureCookie",
      null,
      "auto",
      "When the session's cookie is for encrypted connections only: `always`, `never`, or `auto`:"
          + " always but for a browser on the service's own machine (`http://localhost`)"),
  SIGN_IN_USER_FAILURES(
      "signIn.userFailures",
      null,
      "10",
      "Attempts to sign in as one user that may fail within `signIn.lockOut`; further ones are"
          + " answered 429"),
  SIGN_IN_ADDRESS_FAILURES(
      "signIn.addressFailures", null, "100", "The same for attempts from one address"),
  SIGN_IN_LOCK_OUT(
      "signIn.lockOut",
      null,
      "15m",
      "How long each failed attempt counts, and so how long nobody gets in at most"),
  SIGN_IN_OIDC_ISSUER(
      "signIn.oidc.issuer",
      null,
      null,
      "Address of an OpenID provider, exactly as it names itself, such as"
          + " `https://login.example/realms/staff`: people may sign in there too; needs"
          + " `server.publicUrl`; unset: by password only"),
  SIGN_IN_OIDC_CLIENT_ID(
      "signIn.oidc.clientId", null, null, "The name the provider knows the service by"),
  SIGN_IN_OIDC_CLIENT_SECRET(
      "signIn.oidc.clientSecret",
      null,
      null,
      "The secret that goes with it, best set by the environment; unset: a public client, by PKCE"
          + " alone"),
  SIGN_IN_OIDC_NAME(
      "signIn.oidc.name",
      null,
      "OpenID",
      "What the console calls the provider: \"Sign in with ...\""),
  SIGN_IN_OIDC_SCOPES(
      "signIn.oidc.scopes",
      null,
      "openid profile email",
      "Scopes that are asked for, separated by blanks"),
  SIGN_IN_OIDC_USER_CLAIM(
      "signIn.oidc.userClaim",
      null,
      "preferred_username",
      "Claim of the ID token that a user is named after"),
  SIGN_IN_OIDC_RIGHTS_CLAIM(
      "signIn.oidc.rightsClaim",
      null,
      "groups",
      "Claim whose values, one or a list, give role and sites; `realm_access.roles` is one inside"
          + " another"),
  SIGN_IN_OIDC_RIGHTS(
      "signIn.oidc.rights",
      null,
      null,
      "What a value of that claim gives, such as `editors=admin@*, desk=moderator@news+sport`: a"
          + " role on these sites, `*` for all; of several that match the highest role counts. Who"
          + " has none is refused"),
  SIGN_IN_OIDC_ADOPT_USERS(
      "signIn.oidc.adoptUsers",
      null,
      "false",
      "Whether who comes from the provider becomes an earlier user of the same name even where that"
          + " one has a password: `true` or `false`"),
  SIGN_IN_OIDC_TIMEOUT(
      "signIn.oidc.timeout", null, "5s", "How long an answer of the provider may take"),
  EVENTS_STREAMS(
      "events.streams",
      null,
      "100",
      "Streams of server-sent events (`GET /v1/events`) open at the same time; further ones are"
          + " answered 503"),
  EVENTS_STREAMS_PER_CALLER(
      "events.streamsPerCaller",
      null,
      "10",
      "Of these, how many one user or one key may have open, at all services on one Redis; further"
          + " ones are answered 429"),
  WEBHOOKS_ALLOWED_NETWORKS(
      "webhooks.allowedNetworks",
      null,
      null,
      "Networks that webhooks may be sent to beside the public Internet, and in plain HTTP, such as"
          + " `10.1.0.0/16,127.0.0.1`; unset: none. Whatever is reachable there, sites reach too"),
  WEBHOOKS_TIMEOUT(
      "webhooks.timeout", null, "10s", "How long a webhook's receiver may take to answer"),
  WEBHOOKS_CONCURRENCY(
      "webhooks.concurrency",
      null,
      "32",
      "Events on their way to webhooks at the same time, to each webhook at most 8"),
  LOG_FORMAT(
      "log.format", null, "json", "`json`: an object a line, for collectors; `text`: for people");

  /** What every environment variable of ours starts with. */
  static final String VARIABLE_PREFIX = "REPLYGUARD_";

  private final String dottedName;
  private final @Nullable String flag;
  private final @Nullable String defaultValue;
  private final String description;

  Setting(
      String dottedName, @Nullable String flag, @Nullable String defaultValue, String description) {
    this.dottedName = dottedName;
    this.flag = flag;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** The name in messages, and the path in the YAML file. */
  String dottedName() {
    return dottedName;
  }

  /** The command line's flag, for the settings that have one. */
  Optional<String> flag() {
    return Optional.ofNullable(flag);
  }

  /** What holds when nothing is set, as it would be written; empty where that is worked out. */
  Optional<String> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /** One sentence, in Markdown. */
  String description() {
    return description;
  }

  /**
   * The environment variables that set it: one after the dotted name and, where the flag's name
   * differs from that, one after the flag.
   */
  List<String> variables() {
    List<String> variables = new ArrayList<>();
    variables.add(
        VARIABLE_PREFIX
            + dottedName
                .replace('.', '_')
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toUpperCase(Locale.ROOT));
    flag()
        .map(name -> name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT))
        .map(VARIABLE_PREFIX::concat)
        .filter(variable -> !variables.contains(variable))
        .ifPresent(variables::add);
    return List.copyOf(variables);
  }

  /** The setting of that dotted name, or empty. */
  static Optional<Setting> ofDottedName(String name) {
    for (Setting setting : values()) {
      if (setting.dottedName.equals(name)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }
}
