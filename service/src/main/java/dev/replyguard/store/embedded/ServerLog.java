package dev.replyguard.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What our Redis has to say, in a file of bounded size with one predecessor. It reads to the end
 * even where the file cannot be written: Redis would stand still behind a full pipe.
 */
final class ServerLog {
  static final String FILE = "redis.log";

  private static final Logger LOG = LoggerFactory.getLogger(ServerLog.class);
  private static final long MAX_BYTES = 1 << 20;
  private static final int LAST_LINES = 2;

  private final Path file;
  private final Deque<String> last = new ArrayDeque<>();

  ServerLog(Path directory) {
    this.file = directory.resolve(FILE);
  }

  /** Reads {@code output} to its end, on a thread of its own. */
  Thread follow(InputStream output) {
    Thread thread = new Thread(() -> copy(output), "replyguard-redis-log");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The last few lines, for error messages. */
  synchronized String lastLines() {
    return String.join(" | ", last);
  }

  private void copy(InputStream output) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        remember(line);
        write(line);
      }
    } catch (IOException e) {
      LOG.debug("The output of Redis ended: {}", e.getMessage());
    }
  }

  private synchronized void remember(String line) {
    if (!line.isBlank()) {
      last.addLast(line.strip());
      if (last.size() > LAST_LINES) {
        last.removeFirst();
      }
    }
  }

  private void write(String line) {
    try {
      if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
        Files.move(file, file.resolveSibling(FILE + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      try (Writer writer =
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        writer.write(line + System.lineSeparator());
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be written: {}", file, e.getMessage());
    }
  }
}
