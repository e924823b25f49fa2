package dev.replyguard.store.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that has been tried and found to run.
 *
 * @param file the executable
 * @param name {@code redis-server} or {@code valkey-server}
 * @param version as the server tells it, such as {@code 7.0.15}
 * @param origin for people: where it comes from
 */
record RedisBinary(Path file, String name, String version, String origin) {
  private static final Logger LOG = LoggerFactory.getLogger(RedisBinary.class);
  private static final List<String> NAMES = List.of("redis-server", "valkey-server");
  private static final Pattern VERSION = Pattern.compile("\\bv=(\\d+)\\.(\\d+)[\\w.-]*");
  private static final int OLDEST = 602;
  private static final int FIRST_WITH_APPEND_DIRECTORY = 700;
  private static final int MAX_OUTPUT_BYTES = 4_096;
  private static final long TRY_SECONDS = 5;

  /**
   * The server to use with that directory: one from the search path, else the bundled one.
   *
   * @param searchPath directories as in the variable {@code PATH}
   * @param directory where Redis keeps its files
   * @throws EmbeddedRedisException when there is none that runs here
   */
  static RedisBinary find(String searchPath, Path directory) {
    for (String part : searchPath.split(File.pathSeparator, -1)) {
      for (String name : NAMES) {
        Optional<RedisBinary> found =
            executable(part, name)
                .flatMap(file -> tried(file, name, "from PATH"))
                .filter(binary -> binary.serves(directory));
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    return BundledBinary.unpacked(directory);
  }

  private static Optional<Path> executable(String directory, String name) {
    try {
      Path file = Path.of(directory, name);
      return directory.isEmpty() || !Files.isExecutable(file) || Files.isDirectory(file)
          ? Optional.empty()
          : Optional.of(file);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The binary if it runs on this machine and says which version it is. */
  static Optional<RedisBinary> tried(Path file, String name, String origin) {
    try {
      Process process =
          new ProcessBuilder(file.toString(), "--version").redirectErrorStream(true).start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(TRY_SECONDS, TimeUnit.SECONDS)) {
          LOG.warn("{} is passed over: no answer to --version", file);
          return Optional.empty();
        }
        byte[] output = process.getInputStream().readNBytes(MAX_OUTPUT_BYTES);
        Matcher version = VERSION.matcher(new String(output, StandardCharsets.UTF_8));
        if (process.exitValue() == 0 && version.find()) {
          return Optional.of(new RedisBinary(file, name, version.group().substring(2), origin));
        }
        LOG.warn("{} is passed over: it does not tell its version", file);
        return Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.warn("{} is passed over: {}", file, e.getMessage());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedRedisException("interrupted while trying " + file, e);
    }
  }

  /**
   * Whether it is new enough, also for what lies in {@code directory}: before 7.0 Redis does not
   * look into the directory that later versions append to, and would start empty beside the data.
   */
  private boolean serves(Path directory) {
    int number = number();
    if (number < OLDEST) {
      LOG.warn("{} is passed over: version 6.2 or later expected, is {}", file, version);
      return false;
    }
    if (number < FIRST_WITH_APPEND_DIRECTORY && Files.exists(directory.resolve("appendonlydir"))) {
      LOG.warn("{} is passed over: {} cannot read the newer files in {}", file, version, directory);
      return false;
    }
    return true;
  }

  private int number() {
    Matcher matcher = VERSION.matcher("v=" + version);
    return matcher.find()
        ? Integer.parseInt(matcher.group(1)) * 100 + Integer.parseInt(matcher.group(2))
        : 0;
  }
}
