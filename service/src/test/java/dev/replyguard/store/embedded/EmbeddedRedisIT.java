package dev.replyguard.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.config.AppendFsync;
import dev.replyguard.config.RedisSettings;
import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Scores;
import dev.replyguard.store.Background;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.LookUp;
import dev.replyguard.store.Questions;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.Recording;
import dev.replyguard.store.Terms;
import dev.replyguard.store.TextTrace;
import dev.replyguard.store.redis.RedisStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedRedisIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final CacheKey CACHE = new CacheKey("0123456789abcdef0123456789abcdef");

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
    assertThat(await(store.comments().lookUp(lookUp(comment, key)))).isEqualTo(Background.NOTHING);
    assertThat(await(store.comments().record(recording(comment, decision, key))).isNew()).isTrue();
    await(store.close());
    bundled.stop();

    EmbeddedRedis again = start(dataDir, System.getenv().getOrDefault("PATH", ""));
    RedisStore reopened = connect(again);
    assertThat(await(reopened.comments().lookUp(lookUp(comment, key))))
        .isEqualTo(Background.of(new Background.Known(decision, 1)));
    await(reopened.close());
    again.stop();
  }

  @ParameterizedTest
  @EnumSource(AppendFsync.class)
  void redisKilledAgainAndAgain_nothingAcknowledgedIsLost(AppendFsync fsync, @TempDir Path dataDir)
      throws Exception {
    EmbeddedRedis redis = start(dataDir, "", fsync);
    RedisStore store = connect(redis);
    List<String> acknowledged = new ArrayList<>();
    for (int kill = 0; kill < 3; kill++) {
      acknowledged.addAll(recordUntil(store, kill, () -> kill(redis.pid())));
      Awaitility.await().atMost(SOON).until(store::isUp);
    }

    assertThat(acknowledged).hasSizeGreaterThan(100);
    for (String id : acknowledged) {
      assertThat(await(store.comments().find("demo", id))).as(id).isPresent();
    }
    await(store.close());
    redis.stop();
  }

  @Test
  void serviceKilled_redisLeftBehindIsStopped_dataStays(@TempDir Path dataDir) throws Exception {
    ProcessHandle orphan = orphan(dataDir);

    assertThat(orphan.isAlive()).isTrue();
    EmbeddedRedis redis = start(dataDir, "");

    assertThat(orphan.isAlive()).isFalse();
    assertThat(redis.pid()).isNotEqualTo(orphan.pid());
    redis.stop();
  }

  @Test
  void serviceKilledAndRedisStuck_redisIsKilled(@TempDir Path dataDir) throws Exception {
    ProcessHandle orphan = orphan(dataDir);
    signal(orphan.pid(), "STOP");

    EmbeddedRedis redis = start(dataDir, "");

    assertThat(orphan.isAlive()).isFalse();
    redis.stop();
  }

  @Test
  void noteOfAnotherProcess_thatProcessIsLeftAlone(@TempDir Path dataDir) throws Exception {
    Process bystander = new ProcessBuilder("sleep", "60").start();
    try {
      Path directory = Files.createDirectories(dataDir.resolve("redis"));
      Files.writeString(directory.resolve("redis.pid"), bystander.pid() + " " + Instant.EPOCH);

      start(dataDir, "").stop();

      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void secondStart_sameDirectory_isRefusedAndNamesTheHolder(@TempDir Path dataDir) {
    EmbeddedRedis redis = start(dataDir, "");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> start(dataDir, ""))
          .isInstanceOf(EmbeddedRedisException.class)
          .hasMessageContaining("dataDir")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    redis.stop();
    start(dataDir, "").stop();
  }

  @Test
  void secondStart_otherProcess_isRefusedAndNamesTheHolder(@TempDir Path dataDir) throws Exception {
    Process service = service(dataDir);
    try {
      pidOfItsRedis(service);

      assertThatThrownBy(() -> start(dataDir, ""))
          .isInstanceOf(EmbeddedRedisException.class)
          .hasMessageContaining("process " + service.pid());
    } finally {
      service.destroyForcibly().waitFor();
      start(dataDir, "").stop(); // ends the Redis left behind
    }
  }

  @Test
  void appendOnlyFileCutShort_whatWasBeforeIsThere(@TempDir Path dataDir) throws Exception {
    EmbeddedRedis redis = start(dataDir, "");
    RedisStore store = connect(redis);
    await(store.comments().record(recording(comment("c1"), hold(), CACHE)));
    await(store.close());
    redis.stop();
    Path appended;
    try (Stream<Path> files = Files.list(dataDir.resolve("redis/appendonlydir"))) {
      appended = files.filter(file -> file.toString().endsWith(".incr.aof")).findFirst().get();
    }
    Files.writeString(appended, "*3\r\n$3\r\nSET\r\n$5\r\nab", StandardOpenOption.APPEND);

    EmbeddedRedis again = start(dataDir, "");
    RedisStore reopened = connect(again);

    assertThat(await(reopened.comments().find("demo", "c1"))).isPresent();
    await(reopened.close());
    again.stop();
  }

  @Test
  void running_passwordIsNeitherOnTheCommandLineNorReadableByOthers(@TempDir Path dataDir)
      throws Exception {
    EmbeddedRedis redis = start(dataDir, "");
    String password = redis.uri().replaceFirst("redis://:([^@]*)@.*", "$1");

    String commandLine =
        Files.readString(Path.of("/proc/" + redis.pid() + "/cmdline"), StandardCharsets.UTF_8);
    assertThat(commandLine).contains("redis-server").doesNotContain(password);
    assertThat(redis.description()).doesNotContain(password);
    Path config = dataDir.resolve("redis/redis.conf");
    assertThat(Files.readString(config)).contains(password);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
        .isEqualTo("rw-------");
    redis.stop();
  }

  @Test
  void stop_redisIsStuck_isKilledInBoundedTime(@TempDir Path dataDir) throws Exception {
    EmbeddedRedis redis = start(dataDir, "");
    ProcessHandle process = ProcessHandle.of(redis.pid()).orElseThrow();
    signal(redis.pid(), "STOP");

    redis.stop();

    assertThat(process.isAlive()).isFalse();
    redis.stop(); // again: nothing
  }

  @Test
  void start_directoryOfAnUnusualName_works(@TempDir Path parent) throws Exception {
    Path dataDir = parent.resolve("da ta \"q\" \\ \u00e9");
    EmbeddedRedis redis = start(dataDir, "");
    RedisStore store = connect(redis);
    await(store.comments().record(recording(comment("c1"), hold(), CACHE)));
    await(store.close());
    redis.stop();

    assertThat(dataDir.resolve("redis/appendonlydir")).isDirectory();
  }

  @Test
  void start_dataDirIsBelowAFile_failsAndNamesTheSetting(@TempDir Path parent) throws Exception {
    Path file = Files.writeString(parent.resolve("file"), "x");

    assertThatThrownBy(() -> start(file.resolve("data"), ""))
        .isInstanceOf(EmbeddedRedisException.class)
        .hasMessageContaining("dataDir")
        .hasMessageContaining(file.toString());
  }

  @Test
  void start_filesRedisCannotRead_failsWithItsOwnWords(@TempDir Path dataDir) throws Exception {
    start(dataDir, "").stop();
    Path manifest = dataDir.resolve("redis/appendonlydir/appendonly.aof.manifest");
    Files.writeString(manifest, "nonsense\n");

    assertThatThrownBy(() -> start(dataDir, ""))
        .isInstanceOf(EmbeddedRedisException.class)
        .hasMessageContaining("dataDir")
        .hasMessageContaining("manifest");
  }

  private List<String> recordUntil(RedisStore store, int round, Runnable halfway) throws Exception {
    List<String> acknowledged = new ArrayList<>();
    List<Future<Recorded>> under = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      under.add(store.comments().record(recording(comment("c" + round + "-" + i), hold(), CACHE)));
      if (i == 200) {
        await(under.get(100));
        halfway.run();
      }
    }
    Awaitility.await().atMost(SOON).until(() -> under.stream().allMatch(Future::isComplete));
    for (int i = 0; i < under.size(); i++) {
      if (under.get(i).succeeded()) {
        acknowledged.add("c" + round + "-" + i);
      }
    }
    return acknowledged;
  }

  /** The Redis that stays behind when a service is killed. */
  private static ProcessHandle orphan(Path dataDir) throws Exception {
    Process service = service(dataDir);
    long pid = pidOfItsRedis(service);
    service.destroyForcibly().waitFor();
    return ProcessHandle.of(pid).orElseThrow();
  }

  private static Process service(Path dataDir) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ServiceToKill.class.getName(),
            dataDir.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static long pidOfItsRedis(Process service) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("pid ")) {
        return Long.parseLong(line.substring("pid ".length()));
      }
    }
    throw new AssertionError("the service did not start");
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static void signal(long pid, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  private static EmbeddedRedis start(Path dataDir, String searchPath) {
    return start(dataDir, searchPath, AppendFsync.EVERYSEC);
  }

  private static EmbeddedRedis start(Path dataDir, String searchPath, AppendFsync fsync) {
    return EmbeddedRedis.start(
        dataDir, new EmbeddedRedis.Options(fsync, Duration.ofSeconds(20), searchPath));
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

  private static LookUp lookUp(Comment comment, CacheKey key) {
    return new LookUp(comment, key, trace(comment), MemoryPolicy.DEFAULTS, Questions.NONE);
  }

  private static Recording recording(Comment comment, Decision decision, CacheKey key) {
    return new Recording(comment, decision, key, null, trace(comment), Terms.DEFAULTS, null);
  }

  private static TextTrace trace(Comment comment) {
    return new TextTrace(comment.text(), "0".repeat(32), null);
  }
}
