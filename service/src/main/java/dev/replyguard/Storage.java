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

  // A start that is broken off then is gone on with by the next one.
  private static final Duration MIGRATION_LIMIT = Duration.ofHours(1);

  /** Which Redis it is to be: one somewhere, or one of our own that is being started. */
  sealed interface Place {
    /** It is there already, or should be. */
    record Given(RedisSettings settings) implements Place {}

    /** It is ours. */
    record Own(BackgroundStep<EmbeddedRedis> redis) implements Place {}
  }

  /** Begins to start a Redis of our own, unless the settings name one. */
  static Place find(Settings settings, StartedParts parts) {
    if (settings.redis().uri() != null) {
      return new Place.Given(settings.redis());
    }
    BackgroundStep<EmbeddedRedis> redis =
        BackgroundStep.begin("redis", () -> startEmbedded(settings));
    parts.add("own Redis", () -> redis.joinQuietly().ifPresent(EmbeddedRedis::stop));
    return new Place.Own(redis);
  }

  /** Connects. Blocks. */
  static Storage open(
      Place place,
      Vertx vertx,
      Settings settings,
      MeterRegistry registry,
      Clock clock,
      StartedParts parts)
      throws StartException {
    RedisSettings redis = settings.redis();
    String description = redis.address();
    if (place instanceof Place.Own own) {
      EmbeddedRedis embedded = own.redis().join();
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
    Waiting.forStart(
        "redis.uri", "the data are not brought forward", MIGRATION_LIMIT, store.migrate(vertx));
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
