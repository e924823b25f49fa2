package dev.replyguard.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.config.RedisSettings;
import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Scores;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.Known;
import dev.replyguard.store.redis.RedisStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void closeVertx() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void start_bundledThenFromPath_keepsWhatWasRecorded(@TempDir Path dataDir) throws Exception {
    Comment comment = comment("c1");
    Decision decision = hold();

    EmbeddedRedis bundled = start(dataDir, "");
    assertThat(bundled.description()).contains("bundled").contains("append-only");
    RedisStore store = connect(bundled);
    CacheKey key = new CacheKey(store.hash().hex("cache", "text"));
    assertThat(await(store.comments().lookUp(comment, key))).isEqualTo(new Known.Nothing());
    assertThat(await(store.comments().record(comment, decision, key)).isNew()).isTrue();
    await(store.close());
    bundled.stop();

    EmbeddedRedis again = start(dataDir, System.getenv().getOrDefault("PATH", ""));
    RedisStore reopened = connect(again);
    assertThat(await(reopened.comments().lookUp(comment, key)))
        .isEqualTo(new Known.SameComment(decision));
    await(reopened.close());
    again.stop();
  }

  private static EmbeddedRedis start(Path dataDir, String searchPath) {
    return EmbeddedRedis.start(
        dataDir, new EmbeddedRedis.Options(AppendFsync.ALWAYS, Duration.ofSeconds(20), searchPath));
  }

  private RedisStore connect(EmbeddedRedis redis) throws Exception {
    return await(
        RedisStore.connect(
            vertx,
            RedisSettings.at(redis.uri()),
            new RedisStore.Options(2, Duration.ofHours(1), null),
            new SimpleMeterRegistry(),
            InstantSource.system()));
  }

  private static Comment comment(String id) {
    return new Comment(
        "demo",
        id,
        "a calm remark",
        Author.UNKNOWN,
        Article.UNKNOWN,
        Parent.NONE,
        Instant.EPOCH,
        null);
  }

  private static Decision hold() {
    return new Decision(
        Verdict.HOLD,
        Scores.of(0, 0, 0, 0, 0, 0, 0, 0.3f),
        List.of(),
        "model",
        "policy",
        null,
        Instant.EPOCH);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }
}
