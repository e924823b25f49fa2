package dev.replyguard.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second service out of a data directory. The kernel lets go of the lock when its holder
 * ends, however it ends.
 */
final class DataDirLock implements AutoCloseable {
  private static final String FILE = "lock";
  private static final int MAX_HOLDER_BYTES = 200;

  /**
   * What this process holds: the kernel would take the lock away with the first channel on the file
   * that is closed, also one opened only to see whether it is free.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path held;
  private final FileChannel channel;

  private DataDirLock(Path held, FileChannel channel) {
    this.held = held;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws EmbeddedRedisException when another service holds it, or the directory cannot be used
   */
  static DataDirLock acquire(Path dataDir) {
    try {
      Files.createDirectories(dataDir);
      Path held = dataDir.toRealPath();
      if (!HELD.add(held)) {
        throw inUse(dataDir, name());
      }
      try {
        return new DataDirLock(held, locked(dataDir));
      } catch (IOException | RuntimeException e) {
        HELD.remove(held);
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedRedisException(
          "dataDir: a directory that can be written expected, got " + dataDir + " (" + e + ")", e);
    }
  }

  private static FileChannel locked(Path dataDir) throws IOException {
    FileChannel channel =
        FileChannel.open(
            dataDir.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      // Never released by hand: closing the channel does.
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(dataDir, holder(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(name().getBytes(StandardCharsets.UTF_8)), 0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static EmbeddedRedisException inUse(Path dataDir, String holder) {
    return new EmbeddedRedisException(
        "dataDir: " + dataDir + " is in use by another service (" + holder + ")");
  }

  private static String name() {
    return "process " + ProcessHandle.current().pid();
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(MAX_HOLDER_BYTES);
    channel.read(content, 0);
    String holder = StandardCharsets.UTF_8.decode(content.flip()).toString();
    return holder.isBlank() ? "just starting" : holder;
  }

  /** Lets go of the directory. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing to do about it: the lock ends with the process at the latest.
    } finally {
      HELD.remove(held);
    }
  }
}
