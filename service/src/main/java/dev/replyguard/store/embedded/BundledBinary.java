package dev.replyguard.store.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import redis.embedded.RedisExecProvider;

/**
 * The static server that the library {@code org.signal:embedded-redis} brings along. We unpack it
 * ourselves: once, beside the data, rather than into a new temporary file at each start; and into
 * the temporary directory only where programs may not be run from beside the data.
 */
final class BundledBinary {
  private static final String NAME = "redis-server";
  private static final Map<String, String> SYSTEMS = Map.of("linux", "linux", "mac os x", "darwin");
  private static final Map<String, String> PROCESSORS =
      Map.of("amd64", "amd64", "x86_64", "amd64", "aarch64", "arm64", "arm64", "arm64");

  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private BundledBinary() {}

  /**
   * The binary for this machine, ready to run.
   *
   * @param directory where it is unpacked to
   * @throws EmbeddedRedisException when there is none for this machine, or it cannot be run
   */
  static RedisBinary unpacked(Path directory) {
    return unpacked(
        directory, System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static RedisBinary unpacked(Path directory, String system, String processor) {
    byte[] content = content(system, processor);
    List<String> refused = new ArrayList<>();
    for (Path place : List.of(directory, Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
      try {
        Path file = unpack(content, place);
        Optional<RedisBinary> binary = RedisBinary.tried(file, NAME, "bundled");
        if (binary.isPresent()) {
          return binary.get();
        }
        refused.add(place + " (programs cannot be run there)");
      } catch (IOException e) {
        refused.add(place + " (" + e + ")");
      }
    }
    throw new EmbeddedRedisException(
        "redis.uri: not set, and the bundled Redis cannot be run from "
            + String.join(" nor ", refused)
            + "; install redis-server 6.2 or later, or set redis.uri");
  }

  private static byte[] content(String system, String processor) {
    String platform =
        SYSTEMS.get(system.toLowerCase(Locale.ROOT))
            + "-"
            + PROCESSORS.get(processor.toLowerCase(Locale.ROOT));
    String resource = "/" + NAME + "-" + RedisExecProvider.redisVersion + "-" + platform;
    try (InputStream in = RedisExecProvider.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new EmbeddedRedisException(
            "redis.uri: not set, and no Redis is bundled for "
                + system
                + " on "
                + processor
                + "; install redis-server 6.2 or later, or set redis.uri");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new EmbeddedRedisException("the bundled Redis " + resource + " cannot be read", e);
    }
  }

  private static Path unpack(byte[] content, Path place) throws IOException {
    Path home = place.resolve("replyguard-" + System.getProperty("user.name", "user"));
    Files.createDirectories(home, PosixFilePermissions.asFileAttribute(OURS_ALONE));
    Path part = Files.createTempFile(home, NAME, ".part");
    try {
      requireOursAlone(home, part);
      Path file = home.resolve(NAME + "-" + RedisExecProvider.redisVersion);
      if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
        return file;
      }
      Files.write(part, content);
      Files.setPosixFilePermissions(part, OURS_ALONE);
      return Files.move(
          part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Refuses a directory in which others could exchange what we are about to run. Owners are
   * compared with that of a file just made: in a container the user may have no name.
   */
  private static void requireOursAlone(Path home, Path made) throws IOException {
    if (!Files.getPosixFilePermissions(home).equals(OURS_ALONE)
        || !Files.getOwner(home).equals(Files.getOwner(made))) {
      throw new IOException(home + " is open to others");
    }
  }
}
