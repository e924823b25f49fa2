package dev.replyguard.store.embedded;

import dev.replyguard.store.redis.Backoff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one Redis process running: starts it again whenever it ends, after a wait that grows while
 * it keeps failing.
 */
final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(10));

  /** Having run for so long, it is taken to be well. */
  private static final Duration SOUND = Duration.ofSeconds(10);

  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final long POLL_MILLIS = 10;
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final Duration KILLED = Duration.ofSeconds(5);

  private final RedisBinary binary;
  private final ServerConfig config;
  private final EmbeddedRedis.Options options;
  private final ServerLog log;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Process process;

  Supervisor(RedisBinary binary, ServerConfig config, EmbeddedRedis.Options options) {
    this.binary = binary;
    this.config = config;
    this.options = options;
    this.log = new ServerLog(config.directory());
    this.thread = new Thread(this::supervise, "replyguard-redis-supervisor");
    this.thread.setDaemon(true);
  }

  /**
   * Starts Redis for the first time and waits until it serves.
   *
   * @throws EmbeddedRedisException when it ends instead, or takes too long
   */
  void start() throws IOException, InterruptedException {
    try {
      launch();
    } catch (EmbeddedRedisException | IOException | InterruptedException e) {
      end();
      throw e;
    }
    thread.start();
  }

  long pid() {
    Process current = process;
    return current == null ? -1 : current.pid();
  }

  /** Ends Redis, and with it the supervision. */
  void stop() {
    stopping.countDown();
    end();
    try {
      thread.join(STOP.toMillis());
      end(); // of a process that was just being started
      ServerIdentity.forget(config.directory());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("The note of the process stays behind: {}", e.getMessage());
    }
  }

  private void supervise() {
    int failures = 0;
    try {
      while (true) {
        long start = System.nanoTime();
        Process current = process;
        int code = current == null ? -1 : current.waitFor();
        if (stopping.getCount() == 0) {
          return;
        }
        failures = System.nanoTime() - start > SOUND.toNanos() ? 1 : failures + 1;
        LOG.warn("Redis ended with code {}: starting it again ({})", code, log.lastLines());
        if (stopping.await(
            BACKOFF.after(failures, ThreadLocalRandom.current()).toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
        restart();
      }
    } catch (InterruptedException e) {
      LOG.warn("Redis is no longer supervised: interrupted");
    }
  }

  private void restart() throws InterruptedException {
    try {
      launch();
      LOG.info("Redis runs again as process {}", pid());
    } catch (EmbeddedRedisException | IOException e) {
      LOG.warn("Redis cannot be started again yet: {}", e.getMessage());
      end();
    }
  }

  private void launch() throws IOException, InterruptedException {
    Path file = config.write(options.fsync());
    Process started =
        new ProcessBuilder(commandLine(file))
            .directory(config.directory().toFile())
            .redirectErrorStream(true)
            .start();
    process = started;
    started.getOutputStream().close();
    Thread reader = log.follow(started.getInputStream());
    ServerIdentity.note(config.directory(), started.toHandle());
    awaitReady(started, reader);
  }

  /**
   * Away from the terminal where that can be had: Ctrl-C is for the service, which stops Redis when
   * it needs it no longer.
   */
  private List<String> commandLine(Path file) {
    List<String> line = new ArrayList<>();
    Path setsid = Path.of("/usr/bin/setsid");
    if (Files.isExecutable(setsid)) {
      line.add(setsid.toString());
    }
    line.add(binary.file().toString());
    line.add(file.toString());
    return line;
  }

  private void awaitReady(Process started, Thread reader) throws InterruptedException {
    long deadline = System.nanoTime() + options.startTimeout().toNanos();
    String last = "no answer";
    while (System.nanoTime() - deadline < 0) {
      if (started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        reader.join(ANSWER.toMillis());
        throw new EmbeddedRedisException(
            "dataDir: Redis cannot work in "
                + config.directory()
                + ": it ended with code "
                + started.exitValue()
                + " ("
                + log.lastLines()
                + ")");
      }
      if (stopping.getCount() == 0) {
        throw new EmbeddedRedisException("stopped while Redis was starting");
      }
      try (AdminConnection connection = AdminConnection.open(config, ANSWER)) {
        connection.command("PING");
        return;
      } catch (IOException e) {
        last = String.valueOf(e.getMessage());
      }
    }
    throw new EmbeddedRedisException(
        "redis.startTimeout: Redis is not ready after "
            + options.startTimeout().toSeconds()
            + " s: "
            + last);
  }

  private void end() {
    Process current = process;
    if (current == null) {
      return;
    }
    try {
      current.destroy();
      if (!current.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Redis does not stop: killing process {}", current.pid());
        current.destroyForcibly();
        current.waitFor(KILLED.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      current.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
