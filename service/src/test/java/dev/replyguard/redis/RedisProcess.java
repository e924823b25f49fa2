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

/** One server of the bundled binary, with a directory and a port of its own. */
final class RedisProcess implements AutoCloseable {
  static final String PASSWORD = "bundled";

  private final List<String> line;
  private final Path directory;
  private final int port;
  private final RawCommands raw;
  private Process process;

  /**
   * Starts one and waits until it answers.
   *
   * @param configuration the lines of its file, which it may rewrite, beside those on where it is
   * @param options on its command line
   */
  RedisProcess(List<String> configuration, String... options) {
    try {
      this.directory = Files.createTempDirectory("replyguard-redis");
      this.port = FreePort.next();
      Path file = directory.resolve("redis.conf");
      List<String> lines = new ArrayList<>(configuration);
      lines.add("bind 127.0.0.1");
      lines.add("port " + port);
      lines.add("dir " + directory);
      lines.add("requirepass " + PASSWORD);
      Files.write(file, lines);
      this.line =
          new ArrayList<>(
              List.of(RedisExecProvider.defaultProvider().get().toString(), file.toString()));
      line.addAll(List.of(options));
      this.raw = new RawCommands(uri());
      this.process = launched();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitPong();
  }

  private Process launched() {
    try {
      return new ProcessBuilder(line)
          .redirectErrorStream(true)
          .redirectOutput(directory.resolve("redis.log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitPong() {
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .ignoreExceptions()
          .until(() -> raw.run("PING").equals(List.of("PONG")));
    } catch (ConditionTimeoutException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  String uri() {
    return "redis://:" + PASSWORD + "@" + node();
  }

  /** Host and port. */
  String node() {
    return "127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  List<String> command(String... words) {
    return raw.run(words);
  }

  void pause() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  void stop() {
    process.destroy();
    awaitEnd();
  }

  void start() {
    process = launched();
    awaitPong();
  }

  boolean isRunning() {
    return process.isAlive();
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
