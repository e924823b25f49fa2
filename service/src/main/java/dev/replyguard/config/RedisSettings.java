package dev.replyguard.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the state lives. {@link #toString()} leaves out what may hold a password.
 *
 * @param uri as {@link RedisAddress#parse} takes it, or null: the service starts its own Redis
 *     under the data directory
 * @param startTimeout how long to wait for Redis at start, up to 10 minutes
 * @param connectTimeout how long a connection may take, 10 ms to 1 minute
 * @param commandTimeout how long a reply may take before the service goes on without, 10 ms to 1
 *     minute
 * @param pendingCommands how many commands may await their replies on one connection, 1 to 100,000;
 *     further ones fail at once
 * @param replicas how many of the replicas that are connected must have a write before it counts as
 *     done, 0 to 5; fewer where fewer are connected
 * @param appendFsync what a crash may take of what the service's own Redis has acknowledged;
 *     without meaning for another Redis
 */
public record RedisSettings(
    @Nullable String uri,
    Duration startTimeout,
    Duration connectTimeout,
    Duration commandTimeout,
    int pendingCommands,
    int replicas,
    AppendFsync appendFsync) {
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  public RedisSettings {
    if (uri != null) {
      RedisAddress.parse(uri);
    }
    Checks.within("redis.startTimeout", startTimeout, Duration.ZERO, Duration.ofMinutes(10));
    Checks.within("redis.connectTimeout", connectTimeout, SHORTEST, LONGEST);
    Checks.within("redis.commandTimeout", commandTimeout, SHORTEST, LONGEST);
    Checks.within("redis.pendingCommands", pendingCommands, 1, 100_000);
    Checks.within("redis.replicas", replicas, 0, 5);
  }

  /** The defaults, with the Redis at {@code uri}, or with one of our own where it is null. */
  public static RedisSettings at(@Nullable String uri) {
    return new RedisSettings(
        uri,
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        2_048,
        1,
        AppendFsync.EVERYSEC);
  }

  /** The same settings with another address, such as that of the Redis just started. */
  public RedisSettings withUri(String newUri) {
    return new RedisSettings(
        newUri,
        startTimeout,
        connectTimeout,
        commandTimeout,
        pendingCommands,
        replicas,
        appendFsync);
  }

  /** The address without what may hold a password, for people; {@code embedded} where none is. */
  public String address() {
    if (uri == null) {
      return "embedded";
    }
    return uri.replaceFirst("//[^/]*@", "//").replaceFirst("\\?.*", "");
  }

  @Override
  public String toString() {
    return "RedisSettings[" + address() + "]";
  }
}
