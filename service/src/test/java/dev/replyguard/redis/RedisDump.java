package dev.replyguard.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every key and value there is in a Redis of one server. */
public final class RedisDump {
  private RedisDump() {}

  /** One line a key: its name and all that it holds. */
  public static List<String> of(TestRedis redis) {
    List<String> lines = new ArrayList<>();
    for (String key : redis.command("KEYS", "*")) {
      lines.add(key + " = " + value(redis, key));
    }
    return lines;
  }

  /** The lines that have any of these words, however they are spelled. */
  public static List<String> with(TestRedis redis, String... words) {
    return of(redis).stream()
        .filter(
            line ->
                Stream.of(words)
                    .anyMatch(
                        word ->
                            line.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))))
        .toList();
  }

  private static List<String> value(TestRedis redis, String key) {
    String type = redis.command("TYPE", key).get(0);
    return switch (type) {
      case "string" -> redis.command("GET", key);
      case "hash" -> redis.command("HGETALL", key);
      case "list" -> redis.command("LRANGE", key, "0", "-1");
      case "set" -> redis.command("SMEMBERS", key);
      case "zset" -> redis.command("ZRANGE", key, "0", "-1", "WITHSCORES");
      case "none" -> List.of(); // has expired meanwhile
      case "stream" -> redis.command("XRANGE", key, "-", "+");
      default -> throw new AssertionError(key + " is a " + type);
    };
  }
}
