package dev.replyguard.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import redis.embedded.RedisExecProvider;

/** The bundled binary as a process of its own. */
final class BundledRedis implements TestRedis {
  private static final String PASSWORD = "bundled";

  private final Path binary;
  private final Path directory;
  private final int port;
  private final RawCommands raw;
  private Process process;

  private BundledRedis() throws IOException {
    this.binary = RedisExecProvider.defaultProvider().get().toPath();
    this.directory = Files.createTempDirectory("replyguard-redis");
    this.port = FreePort.next();
    this.raw = new RawCommands(uri());
    this.process = launched();
  }

  static TestRedis open() {
    try {
      return new BundledRedis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launched() throws IOException {
    List<String> line = new ArrayList<>(List.of(binary.toString()));
    line.addAll(List.of("--bind", "127.0.0.1", "--port", Integer.toString(port)));
    line.addAll(List.of("--dir", directory.toString(), "--requirepass", PASSWORD));
    line.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", ""));
    Process started =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("redis.log").toFile())
            .start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .ignoreExceptions()
          .until(() -> raw.run("PING").equals(List.of("PONG")));
      return started;
    } catch (ConditionTimeoutException e) {
      started.destroyForcibly();
      throw e;
    }
  }

  @Override
  public String uri() {
    return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
  }

  @Override
  public String description() {
    return "bundled " + RedisExecProvider.redisVersion + ", process " + process.pid();
  }

  @Override
  public void pause() {
    signal("STOP");
  }

  @Override
  public void resume() {
    signal("CONT");
  }

  @Override
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  @Override
  public void start() {
    try {
      process = launched();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isRunning() {
    return process.isAlive();
  }

  @Override
  public List<String> command(String... words) {
    return raw.run(words);
  }

  @Override
  public void close() {
    kill();
    raw.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      kill.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Redis did not end");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
