package dev.replyguard.store.redis;

import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the server once, at start: one too old is refused, and settings under which recorded
 * comments can vanish are warned about.
 */
final class ServerCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final int OLDEST = 602;

  private ServerCheck() {}

  /** Fails with {@code FAILED} when the server is older than Redis 6.2. */
  static Future<Void> of(RedisLinks links) {
    return links
        .send("info", "", Request.cmd(Command.INFO))
        .map(reply -> fields(reply.text()))
        .recover(ServerCheck::toleratedSilence)
        .map(
            fields -> {
              checkVersion(fields.getOrDefault("redis_version", ""));
              warn(fields);
              return null;
            });
  }

  /** Some hosted servers allow no INFO: then we go without. */
  private static Future<Map<String, String>> toleratedSilence(Throwable failure) {
    return failure instanceof StoreException refused && refused.kind() == Kind.FAILED
        ? Future.succeededFuture(Map.of())
        : Future.failedFuture(failure);
  }

  private static Map<String, String> fields(String info) {
    Map<String, String> fields = new HashMap<>();
    info.lines()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> fields.put(parts[0], parts[1].strip()));
    return fields;
  }

  private static void checkVersion(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (matcher.matches()
        && Integer.parseInt(matcher.group(1)) * 100 + Integer.parseInt(matcher.group(2)) < OLDEST) {
      throw new StoreException(
          Kind.FAILED, "redis.uri: Redis 6.2 or later expected, is " + version);
    }
  }

  private static void warn(Map<String, String> fields) {
    String policy = fields.getOrDefault("maxmemory_policy", "noeviction");
    if (policy.startsWith("allkeys")) {
      LOG.warn(
          "Redis may evict recorded comments: maxmemory-policy is {};"
              + " noeviction or a volatile policy is expected",
          policy);
    }
    if ("0".equals(fields.get("aof_enabled"))) {
      LOG.warn("Redis keeps no append-only file: recorded comments may be lost when it stops");
    }
  }
}
