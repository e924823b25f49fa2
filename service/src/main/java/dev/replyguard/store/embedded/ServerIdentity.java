package dev.replyguard.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Which process our Redis was: its id and when it started, since ids are used again.
 *
 * @param pid the process id
 * @param startedAt when the process started
 */
record ServerIdentity(long pid, Instant startedAt) {
  private static final String FILE = "redis.pid";

  /** Notes the process down for the next start. */
  static void note(Path directory, ProcessHandle process) throws IOException {
    Instant startedAt = process.info().startInstant().orElse(Instant.EPOCH);
    Files.writeString(directory.resolve(FILE), process.pid() + " " + startedAt + "\n");
  }

  /** The process noted down there, if it still runs. */
  static Optional<ProcessHandle> running(Path directory) {
    return noted(directory)
        .flatMap(
            noted ->
                ProcessHandle.of(noted.pid())
                    .filter(ProcessHandle::isAlive)
                    .filter(
                        process ->
                            process.info().startInstant().equals(Optional.of(noted.startedAt()))));
  }

  /** Forgets the process. */
  static void forget(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
  }

  private static Optional<ServerIdentity> noted(Path directory) {
    try {
      String[] words = Files.readString(directory.resolve(FILE)).strip().split(" ", 2);
      return words.length == 2
          ? Optional.of(new ServerIdentity(Long.parseLong(words[0]), Instant.parse(words[1])))
          : Optional.empty();
    } catch (IOException | NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
