package dev.replyguard.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redis that a service left behind which was killed. It is stopped before the new one starts:
 * two on the same files would ruin them.
 *
 * <p>No process is touched unless it is known to be ours: either it knows the password that only we
 * have and works in our directory, or it has the id and the start time that we noted down.
 */
final class OrphanedServer {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Duration CLEAN_STOP = Duration.ofSeconds(10);
  private static final Duration KILLED = Duration.ofSeconds(5);

  private OrphanedServer() {}

  /**
   * Stops it if there is one, and returns when it is gone.
   *
   * @throws EmbeddedRedisException when it does not end
   */
  static void stop(Path directory) throws IOException, InterruptedException {
    Optional<ProcessHandle> orphan =
        answering(directory).or(() -> ServerIdentity.running(directory));
    if (orphan.isPresent()) {
      LOG.info("Stopping process {}, the Redis left behind by an earlier run", orphan.get().pid());
      stop(orphan.get());
    }
    ServerIdentity.forget(directory);
  }

  private static Optional<ProcessHandle> answering(Path directory) {
    Optional<ServerConfig> config = ServerConfig.left(directory);
    if (config.isEmpty()) {
      return Optional.empty();
    }
    try (AdminConnection connection = AdminConnection.open(config.get(), ANSWER)) {
      List<String> dir = connection.command("CONFIG", "GET", "dir");
      if (dir.size() != 2 || !Path.of(dir.get(1)).equals(directory.toRealPath())) {
        return Optional.empty();
      }
      return connection
          .command("INFO", "server")
          .get(0)
          .lines()
          .filter(line -> line.startsWith("process_id:"))
          .map(line -> Long.parseLong(line.substring("process_id:".length()).strip()))
          .findFirst()
          .flatMap(ProcessHandle::of);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void stop(ProcessHandle process) throws InterruptedException {
    process.destroy();
    if (!ended(process, CLEAN_STOP)) {
      LOG.warn("Process {} does not stop: killing it", process.pid());
      process.destroyForcibly();
      if (!ended(process, KILLED)) {
        throw new EmbeddedRedisException(
            "dataDir: process " + process.pid() + " still works there and cannot be stopped");
      }
    }
  }

  private static boolean ended(ProcessHandle process, Duration within) throws InterruptedException {
    try {
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return !process.isAlive();
    }
  }
}
