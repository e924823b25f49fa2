package dev.replyguard.store.embedded;

import dev.replyguard.config.AppendFsync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A Redis of the service's own: an ordinary {@code redis-server} or {@code valkey-server} as a
 * child process, on a loopback port with a password that nobody else knows, with all its data in an
 * append-only file below the data directory.
 *
 * <ul>
 *   <li>One service at a time uses a data directory.
 *   <li>When Redis dies it is started again, at the same address, until {@link #stop()}.
 *   <li>When the service is killed, Redis stays behind; the next start stops it in good order and
 *       goes on with its data.
 * </ul>
 *
 * <p>{@link #start} and {@link #stop} block: call them off the event loops. Safe for use by many
 * threads.
 */
public final class EmbeddedRedis {
  private static final int PASSWORD_BYTES = 32;
  private static final String DIRECTORY = "redis";

  private final DataDirLock lock;
  private final ServerConfig config;
  private final String description;
  private final Supervisor supervisor;
  private final FileSync sync;

  /**
   * How to run it.
   *
   * @param fsync what a crash may take
   * @param startTimeout how long Redis may take to load its data, above 0
   * @param searchPath where to look for a server before the bundled one is taken, as in the
   *     variable {@code PATH}; may be empty
   */
  public record Options(AppendFsync fsync, Duration startTimeout, String searchPath) {
    public Options {
      if (startTimeout.isZero() || startTimeout.isNegative()) {
        throw new IllegalArgumentException("startTimeout: above 0 expected, got " + startTimeout);
      }
    }

    /** A minute to load, and the search path of this process. */
    public static Options of(AppendFsync fsync) {
      return new Options(fsync, Duration.ofMinutes(1), System.getenv().getOrDefault("PATH", ""));
    }
  }

  private EmbeddedRedis(
      DataDirLock lock,
      ServerConfig config,
      String description,
      Supervisor supervisor,
      FileSync sync) {
    this.lock = lock;
    this.config = config;
    this.description = description;
    this.supervisor = supervisor;
    this.sync = sync;
  }

  /**
   * Starts Redis and returns when it serves its data.
   *
   * @param dataDir made if need be; Redis uses {@code redis} below it
   * @throws EmbeddedRedisException when there is no server for this machine, the directory is in
   *     use or cannot be written, or Redis does not start
   */
  public static EmbeddedRedis start(Path dataDir, Options options) {
    DataDirLock lock = DataDirLock.acquire(dataDir);
    try {
      Path directory = directory(dataDir);
      OrphanedServer.stop(directory);
      RedisBinary binary = RedisBinary.find(options.searchPath(), directory);
      ServerConfig config = new ServerConfig(directory, LoopbackPort.free(directory), password());
      Supervisor supervisor = new Supervisor(binary, config, options);
      supervisor.start();
      FileSync sync = new FileSync(directory);
      if (options.fsync() == AppendFsync.EVERYSEC) {
        sync.start();
      }
      return new EmbeddedRedis(lock, config, describe(binary, directory), supervisor, sync);
    } catch (IOException e) {
      lock.close();
      throw new EmbeddedRedisException(
          "dataDir: a directory that can be written expected, got " + dataDir + " (" + e + ")", e);
    } catch (InterruptedException e) {
      lock.close();
      Thread.currentThread().interrupt();
      throw new EmbeddedRedisException("interrupted while starting Redis", e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Path directory(Path dataDir) throws IOException {
    return Files.createDirectories(
            dataDir.resolve(DIRECTORY),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        .toRealPath();
  }

  private static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String describe(RedisBinary binary, Path directory) {
    return binary.name()
        + " "
        + binary.version()
        + " "
        + binary.origin()
        + ", data in "
        + directory
        + ", append-only";
  }

  /** Its address, with the password: not for logs. It stays the same until {@link #stop()}. */
  public String uri() {
    return "redis://:" + config.password() + "@127.0.0.1:" + config.port();
  }

  /** For people: which server it is and where its data is. */
  public String description() {
    return description;
  }

  /** The process id of the server that runs just now, or of the last one. */
  public long pid() {
    return supervisor.pid();
  }

  /**
   * Stops Redis in good order, or by force where that takes more than some seconds, and frees the
   * data directory. Calls after the first do nothing.
   */
  public void stop() {
    sync.stop();
    supervisor.stop();
    lock.close();
  }
}
