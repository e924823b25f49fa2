package dev.replyguard.store.embedded;

import dev.replyguard.config.AppendFsync;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration our Redis runs with, which also tells the next start where to find it.
 *
 * @param directory where Redis keeps its files
 * @param port on the loopback interface
 * @param password 128 bits or more, of letters and digits
 */
record ServerConfig(Path directory, int port, String password) {
  private static final String FILE = "redis.conf";
  private static final Pattern PORT = Pattern.compile("(?m)^port (\\d+)$");
  private static final Pattern PASSWORD = Pattern.compile("(?m)^requirepass (\\w+)$");

  /** The configuration that an earlier start left there, if it can be read. */
  static Optional<ServerConfig> left(Path directory) {
    try {
      String text = Files.readString(directory.resolve(FILE));
      Matcher port = PORT.matcher(text);
      Matcher password = PASSWORD.matcher(text);
      return port.find() && password.find()
          ? Optional.of(
              new ServerConfig(directory, Integer.parseInt(port.group(1)), password.group(1)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes the configuration to a file that only we can read: it holds the password, which must not
   * stand on the command line, where everybody can see it.
   */
  Path write(AppendFsync fsync) throws IOException {
    Path part =
        Files.createTempFile(
            directory,
            FILE,
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(part, text(fsync));
      return Files.move(part, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part); // where the disk is full, each attempt would leave one
    }
  }

  private String text(AppendFsync fsync) {
    return """
        # Written at each start of ReplyGuard: changes are lost.
        bind 127.0.0.1
        port %d
        protected-mode yes
        requirepass %s
        databases 1
        tcp-backlog 128
        daemonize no
        loglevel notice
        logfile ""
        dir %s
        # Everything is in the append-only file, nothing in snapshots beside it.
        save ""
        appendonly yes
        appendfsync %s
        no-appendfsync-on-rewrite no
        aof-use-rdb-preamble yes
        # A crash in the middle of a write leaves a cut last command, which was not acknowledged.
        aof-load-truncated yes
        auto-aof-rewrite-percentage 100
        auto-aof-rewrite-min-size 64mb
        # What does not fit is refused, never evicted.
        maxmemory-policy noeviction
        # A recorded comment is a hash of few fields, of which two are long: in one piece it takes
        # some 400 bytes less. The names are those that all versions know.
        hash-max-ziplist-entries 32
        hash-max-ziplist-value 8192
        """
        .formatted(port, password, quoted(directory.toString()), fsync.directive());
  }

  /** As Redis reads strings: quoted, with everything unusual as bytes in hexadecimal. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b >= ' ' && b < 0x7f && b != '"' && b != '\\';
      quoted.append(plain ? String.valueOf((char) b) : String.format("\\x%02x", b));
    }
    return quoted.append('"').toString();
  }
}
