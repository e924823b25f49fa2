package dev.replyguard.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second service out of a data directory. The kernel lets go of the lock when its holder
 * ends, however it ends.
 */
final class DataDirLock implements AutoCloseable {
  private static final String FILE = "lock";
  private static final int MAX_HOLDER_BYTES = 200;

  private final FileChannel channel;

  private DataDirLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws EmbeddedRedisException when another service holds it, or the directory cannot be used
   */
  static DataDirLock acquire(Path dataDir) {
    Path file = dataDir.resolve(FILE);
    FileChannel channel = null;
    try {
      Files.createDirectories(dataDir);
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!taken(channel)) {
        String holder = holder(channel);
        channel.close();
        throw new EmbeddedRedisException(
            "dataDir: " + dataDir + " is in use by another service (" + holder + ")");
      }
      channel.truncate(0);
      byte[] name = ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
      channel.write(ByteBuffer.wrap(name), 0);
      return new DataDirLock(channel);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new EmbeddedRedisException(
          "dataDir: a directory that can be written expected, got " + dataDir + " (" + e + ")", e);
    }
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      // Never released by hand: closing the channel does.
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(MAX_HOLDER_BYTES);
    channel.read(content, 0);
    String holder = StandardCharsets.UTF_8.decode(content.flip()).toString();
    return holder.isBlank() ? "just starting" : holder;
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The failure that brought us here says more.
    }
  }

  /** Lets go of the directory. */
  @Override
  public void close() {
    closeQuietly(channel);
  }
}
