package dev.replyguard.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces Redis' append-only files to the disk once a second, from outside: what a process has
 * written is the system's, and any process may have it forced. Redis itself then never waits for
 * the disk, and writes before it acknowledges.
 */
final class FileSync {
  private static final Logger LOG = LoggerFactory.getLogger(FileSync.class);
  private static final long PAUSE_SECONDS = 1;
  // Redis 7 keeps its files in a directory below, older ones keep one file.
  private static final String SINCE_REDIS_7 = "appendonlydir";

  private final Path directory;
  private final Map<Path, Long> synced = new HashMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing;

  FileSync(Path directory) {
    this.directory = directory;
    this.thread = new Thread(this::run, "replyguard-redis-sync");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ends it; Redis syncs by itself when it is shut down. */
  void stop() {
    stopping.countDown();
  }

  private void run() {
    try {
      while (!stopping.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
        syncAndTell();
      }
    } catch (InterruptedException e) {
      LOG.warn("Redis' files are no longer synced: interrupted");
    }
  }

  private void syncAndTell() {
    try {
      syncGrown();
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        LOG.warn("dataDir: cannot force Redis' files to the disk: {}", e.toString());
      }
      failing = true;
    }
  }

  /** Forces every append-only file whose size is another than it was; returns how many. */
  int syncGrown() throws IOException {
    int count = 0;
    for (Path file : appendOnlyFiles()) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        long size = channel.size();
        if (synced.getOrDefault(file, -1L) != size) {
          channel.force(false);
          synced.put(file, size);
          count++;
        }
      } catch (NoSuchFileException e) {
        synced.remove(file); // a rewrite has just replaced it
      }
    }
    return count;
  }

  private List<Path> appendOnlyFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path place : List.of(directory, directory.resolve(SINCE_REDIS_7))) {
      if (Files.isDirectory(place)) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(place, "*.aof")) {
          found.forEach(files::add);
        } catch (DirectoryIteratorException e) {
          throw e.getCause();
        }
      }
    }
    return files;
  }
}
