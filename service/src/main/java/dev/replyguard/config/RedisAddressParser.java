package dev.replyguard.config;

import dev.replyguard.config.RedisAddress.NodeAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@code redis.uri} says. No message quotes it: it may hold a password. */
final class RedisAddressParser {
  private static final String EXPECTED =
      "redis://host:port, rediss://host:port, unix:///path/to/socket,"
          + " redis+sentinel://host:port,host:port/name or redis+cluster://host:port,host:port"
          + " expected, got something else";
  private static final Pattern ONE_SERVER = Pattern.compile("rediss?|unix");
  private static final Pattern SEVERAL =
      Pattern.compile(
          "(?<scheme>rediss?)\\+(?<kind>sentinel|cluster)://(?<user>[^@/?]*@)?(?<hosts>[^/?@]+)"
              + "(?<path>/[^?]*)?(\\?(?<query>.*))?");
  private static final Pattern SENTINEL_PATH =
      Pattern.compile("/(?<name>[\\w.-]+)(?<database>/\\d{1,5})?");
  private static final Pattern SENTINEL_PASSWORD =
      Pattern.compile("sentinelPassword=(?<password>[^&=@/]+)");
  private static final int REDIS_PORT = 6379;
  private static final int SENTINEL_PORT = 26_379;

  private RedisAddressParser() {}

  static RedisAddress parse(String uri) {
    Matcher several = SEVERAL.matcher(uri);
    if (several.matches()) {
      return "sentinel".equals(several.group("kind")) ? sentinels(several) : cluster(several);
    }
    try {
      URI parsed = new URI(uri);
      String scheme = orEmpty(parsed.getScheme());
      if (ONE_SERVER.matcher(scheme).matches()
          && (scheme.equals("unix") || parsed.getHost() != null)) {
        return new RedisAddress.Standalone(uri);
      }
    } catch (URISyntaxException e) {
      // Not told apart: what is no URI may still hold a password.
    }
    throw invalid(EXPECTED);
  }

  private static RedisAddress sentinels(Matcher uri) {
    Matcher path = SENTINEL_PATH.matcher(orEmpty(uri.group("path")));
    if (!path.matches()) {
      throw invalid("redis+sentinel: /NAME or /NAME/DATABASE expected behind the hosts");
    }
    String scheme = orEmpty(uri.group("scheme"));
    NodeAddress sentinel = new NodeAddress(scheme, sentinelUser(uri.group("query")), "");
    return new RedisAddress.Sentinels(
        hosts(uri, SENTINEL_PORT).stream().map(sentinel::at).toList(),
        orEmpty(path.group("name")),
        new NodeAddress(scheme, orEmpty(uri.group("user")), orEmpty(path.group("database"))));
  }

  private static String sentinelUser(@Nullable String query) {
    if (query == null) {
      return "";
    }
    Matcher matcher = SENTINEL_PASSWORD.matcher(query);
    if (!matcher.matches()) {
      throw invalid("redis+sentinel: nothing but sentinelPassword=PASSWORD expected behind the ?");
    }
    return ":" + matcher.group("password") + "@";
  }

  private static RedisAddress cluster(Matcher uri) {
    if (orEmpty(uri.group("path")).length() > 1 || uri.group("query") != null) {
      throw invalid("redis+cluster: nothing expected behind the hosts: a cluster has one database");
    }
    return new RedisAddress.Cluster(
        hosts(uri, REDIS_PORT),
        new NodeAddress(orEmpty(uri.group("scheme")), orEmpty(uri.group("user")), ""));
  }

  private static List<String> hosts(Matcher uri, int defaultPort) {
    List<String> hosts = new ArrayList<>();
    for (String host : orEmpty(uri.group("hosts")).split(",", -1)) {
      try {
        URI parsed = new URI("redis://" + host);
        if (parsed.getHost() == null) {
          throw invalid("host:port,host:port expected behind ://");
        }
        hosts.add(parsed.getHost() + ":" + (parsed.getPort() < 0 ? defaultPort : parsed.getPort()));
      } catch (URISyntaxException e) {
        throw invalid("host:port,host:port expected behind ://");
      }
    }
    return List.copyOf(hosts);
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }

  private static InvalidSettingException invalid(String expected) {
    return new InvalidSettingException(
        "redis.uri", expected + " (not shown: it may hold a password)");
  }
}
