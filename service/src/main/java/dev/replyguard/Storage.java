package dev.replyguard;

import dev.replyguard.config.RedisSettings;
import dev.replyguard.config.Settings;
import dev.replyguard.store.embedded.EmbeddedRedis;
import dev.replyguard.store.embedded.EmbeddedRedisException;
import dev.replyguard.store.redis.RedisStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the state is.
 *
 * @param store open
 * @param description which Redis it is, without its password
 */
record Storage(RedisStore store, String description) {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
  // The store gives up by itself after its own time; this only catches one that never does.
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Connects to the Redis that is set, or to one of our own that is started for it. Blocks. */
  static Storage open(
      Vertx vertx, Settings settings, MeterRegistry registry, Clock clock, StartedParts parts)
      throws StartException {
    RedisSettings redis = settings.redis();
    String description = redis.address();
    if (redis.uri() == null) {
      EmbeddedRedis embedded = startEmbedded(settings);
      parts.add("own Redis", embedded::stop);
      redis = redis.withUri(embedded.uri());
      description = embedded.description();
    }
    LOG.atInfo().addKeyValue("redis", description).log("connecting");
    RedisStore.Options options =
        new RedisStore.Options(settings.eventLoops(), settings.cache().ttl(), settings.secret());
    RedisStore store =
        Waiting.forStart(
            "redis.uri",
            "no answer from " + description,
            redis.startTimeout().plus(GRACE),
            RedisStore.connect(vertx, redis, options, registry, clock));
    parts.add("connections to Redis", () -> Waiting.forResult(store.close()));
    return new Storage(store, description);
  }

  private static EmbeddedRedis startEmbedded(Settings settings) throws StartException {
    try {
      return EmbeddedRedis.start(
          settings.dataDir(), EmbeddedRedis.Options.of(settings.redis().appendFsync()));
    } catch (EmbeddedRedisException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }
}
