package dev.replyguard.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the settings together: the defaults, over them the YAML file, over that the environment,
 * over that the flags.
 */
public final class SettingsLoader {
  private final RawValues values;

  private SettingsLoader(RawValues values) {
    this.values = values;
  }

  /**
   * The settings that {@code arguments} and {@code environment} ask for.
   *
   * @throws InvalidSettingException naming the first setting that is unknown or wrong, and where it
   *     stands
   */
  public static Settings load(Arguments arguments, Map<String, String> environment) {
    String variable = environment.getOrDefault(EnvironmentSource.CONFIG_VARIABLE, "");
    Optional<String> file =
        arguments.config().or(() -> Optional.of(variable).filter(path -> !path.isEmpty()));
    RawValues fromFile =
        file.map(path -> YamlSource.read(toPath("config", path))).orElse(RawValues.NONE);
    RawValues merged =
        fromFile
            .overriddenBy(EnvironmentSource.read(environment))
            .overriddenBy(arguments.settings());
    return new SettingsLoader(merged).settings();
  }

  private Settings settings() {
    try {
      return build();
    } catch (InvalidSettingException e) {
      throw Setting.ofDottedName(e.setting())
          .flatMap(values::get)
          .map(value -> e.setBy(value.origin()))
          .orElse(e);
    }
  }

  private Settings build() {
    int cores = Math.min(Runtime.getRuntime().availableProcessors(), 8);
    return new Settings(
        new HttpSettings(
            required(Setting.SERVER_HOST),
            integer(Setting.SERVER_PORT),
            limits(),
            url(Setting.SERVER_PUBLIC_URL)),
        new ManagementSettings(required(Setting.MANAGEMENT_HOST), integer(Setting.MANAGEMENT_PORT)),
        integerOr(Setting.SERVER_EVENT_LOOPS, cores),
        new RedisSettings(
            optional(Setting.REDIS_URI),
            duration(Setting.REDIS_START_TIMEOUT),
            duration(Setting.REDIS_CONNECT_TIMEOUT),
            duration(Setting.REDIS_COMMAND_TIMEOUT),
            integer(Setting.REDIS_PENDING_COMMANDS),
            integer(Setting.REDIS_REPLICAS),
            appendFsync()),
        toPath(Setting.DATA_DIR.dottedName(), required(Setting.DATA_DIR)),
        path(Setting.MODEL),
        path(Setting.PERSPECTIVE_PARITY),
        path(Setting.DISPOSABLE_DOMAINS),
        new ScoringSettings(
            integerOr(Setting.SCORING_THREADS, cores),
            integer(Setting.SCORING_QUEUE),
            duration(Setting.SCORING_TIMEOUT)),
        new CacheSettings(
            bytes(Setting.CACHE_LOCAL_BYTES),
            duration(Setting.CACHE_LOCAL_TTL),
            duration(Setting.CACHE_TTL)),
        retention(),
        new MeasuringSettings(
            decimal(Setting.REVIEW_SAMPLE_SHARE), decimal(Setting.REVIEW_WITHHELD_SHARE)),
        optional(Setting.SECRET),
        new FirstStartSettings(optional(Setting.DEMO_SITE_KEY), optional(Setting.ADMIN_PASSWORD)),
        access(),
        text(Setting.SERVER_TRUSTED_PROXIES).map(TrustedProxies::parse).orElse(TrustedProxies.NONE),
        new EventSettings(
            integer(Setting.EVENTS_STREAMS), integer(Setting.EVENTS_STREAMS_PER_CALLER)),
        new WebhookSettings(
            networks(), duration(Setting.WEBHOOKS_TIMEOUT), integer(Setting.WEBHOOKS_CONCURRENCY)),
        logFormat());
  }

  private HttpLimits limits() {
    return new HttpLimits(
        bytes(Setting.LIMITS_BODY_BYTES),
        bytes(Setting.LIMITS_BATCH_BODY_BYTES),
        bytes(Setting.LIMITS_HEADER_BYTES),
        integer(Setting.LIMITS_CONCURRENT_REQUESTS),
        integer(Setting.LIMITS_CONNECTIONS),
        duration(Setting.LIMITS_BODY_TIMEOUT),
        duration(Setting.LIMITS_IDLE_TIMEOUT),
        integer(Setting.LIMITS_SITE_REQUESTS_PER_SECOND));
  }

  private RetentionSettings retention() {
    return new RetentionSettings(
        duration(Setting.RETENTION_COMMENTS),
        duration(Setting.RETENTION_AUDIT),
        duration(Setting.RETENTION_EVENTS),
        duration(Setting.RETENTION_DELIVERIES),
        duration(Setting.RETENTION_REPORTS),
        duration(Setting.RETENTION_RULINGS),
        duration(Setting.RETENTION_STATISTICS));
  }

  private AccessSettings access() {
    return new AccessSettings(
        duration(Setting.SESSION_IDLE),
        duration(Setting.SESSION_LIFETIME),
        oneOf(Setting.SESSION_SECURE_COOKIE, SecureCookie.values(), SecureCookie::key),
        integer(Setting.SIGN_IN_USER_FAILURES),
        integer(Setting.SIGN_IN_ADDRESS_FAILURES),
        duration(Setting.SIGN_IN_LOCK_OUT),
        openId());
  }

  private @Nullable OpenIdSettings openId() {
    URI issuer = url(Setting.SIGN_IN_OIDC_ISSUER);
    return issuer == null
        ? null
        : new OpenIdSettings(
            issuer,
            required(Setting.SIGN_IN_OIDC_CLIENT_ID),
            optional(Setting.SIGN_IN_OIDC_CLIENT_SECRET),
            required(Setting.SIGN_IN_OIDC_NAME),
            List.of(required(Setting.SIGN_IN_OIDC_SCOPES).strip().split("\\s+")),
            required(Setting.SIGN_IN_OIDC_USER_CLAIM),
            required(Setting.SIGN_IN_OIDC_RIGHTS_CLAIM),
            OpenIdSettings.Grant.parse(required(Setting.SIGN_IN_OIDC_RIGHTS)),
            parse(Setting.SIGN_IN_OIDC_ADOPT_USERS, "true or false", SettingsLoader::truth),
            duration(Setting.SIGN_IN_OIDC_TIMEOUT));
  }

  private static Optional<Boolean> truth(String text) {
    return text.equals("true") || text.equals("false")
        ? Optional.of(text.equals("true"))
        : Optional.empty();
  }

  private Optional<String> text(Setting setting) {
    return values.get(setting).map(RawValues.Value::text).or(setting::defaultValue);
  }

  private @Nullable String optional(Setting setting) {
    return text(setting).orElse(null);
  }

  private String required(Setting setting) {
    return text(setting)
        .orElseThrow(() -> new InvalidSettingException(setting.dottedName(), "a value expected"));
  }

  private int integer(Setting setting) {
    return parse(setting, "a whole number", SettingsLoader::wholeNumber);
  }

  private int integerOr(Setting setting, int otherwise) {
    return text(setting).isPresent() ? integer(setting) : otherwise;
  }

  private double decimal(Setting setting) {
    return parse(setting, "a number such as 0.05", SettingsLoader::decimalNumber);
  }

  private int bytes(Setting setting) {
    return parse(
        setting,
        "a size below 2GiB such as 512KiB",
        text ->
            Quantities.bytes(text).filter(size -> size <= Integer.MAX_VALUE).map(Long::intValue));
  }

  private Duration duration(Setting setting) {
    return parse(setting, "a duration such as 250ms, 10s, 5m or 24h", Quantities::duration);
  }

  private List<AddressRange> networks() {
    List<AddressRange> networks = new ArrayList<>();
    for (String written : text(Setting.WEBHOOKS_ALLOWED_NETWORKS).orElse("").split(",", -1)) {
      if (!written.isBlank()) {
        networks.add(
            AddressRange.parse(written.strip())
                .orElseThrow(
                    () ->
                        new InvalidSettingException(
                            Setting.WEBHOOKS_ALLOWED_NETWORKS.dottedName(),
                            "networks such as 10.1.0.0/16, separated by commas, expected, got '"
                                + written.strip()
                                + "'")));
      }
    }
    return networks;
  }

  private LogFormat logFormat() {
    return oneOf(Setting.LOG_FORMAT, LogFormat.values(), LogFormat::key);
  }

  private AppendFsync appendFsync() {
    return oneOf(Setting.REDIS_APPEND_FSYNC, AppendFsync.values(), AppendFsync::key);
  }

  private <T> T oneOf(Setting setting, T[] values, Function<T, String> key) {
    String known = Arrays.stream(values).map(key).collect(Collectors.joining(" or "));
    return parse(
        setting,
        known,
        text -> Arrays.stream(values).filter(value -> key.apply(value).equals(text)).findFirst());
  }

  private <T> T parse(Setting setting, String expected, Function<String, Optional<T>> parser) {
    String text = required(setting);
    return parser
        .apply(text)
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    setting.dottedName(), expected + " expected, got '" + text + "'"));
  }

  private static Optional<Integer> wholeNumber(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> decimalNumber(String text) {
    return text.matches("[0-9]{1,4}(\\.[0-9]{1,9})?")
        ? Optional.of(Double.valueOf(text))
        : Optional.empty();
  }

  private @Nullable URI url(Setting setting) {
    return text(setting).map(text -> toUrl(setting.dottedName(), text)).orElse(null);
  }

  private static URI toUrl(String setting, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidSettingException(setting, "an address expected, got '" + text + "'");
    }
  }

  private @Nullable Path path(Setting setting) {
    return text(setting).map(path -> toPath(setting.dottedName(), path)).orElse(null);
  }

  private static Path toPath(String setting, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidSettingException(setting, "a path expected, got '" + text + "'");
    }
  }
}
