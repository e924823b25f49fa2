package dev.replyguard.training.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears whole or not at all: it is written under another name beside its place, and
 * moved there when {@link #commit()} is called. Closed without that, nothing is left behind.
 */
public final class ReplacedFile implements AutoCloseable {
  private final Path target;
  private final Path draft;
  private final OutputStream stream;
  private boolean committed;

  private ReplacedFile(Path target, Path draft, OutputStream stream) {
    this.target = target;
    this.draft = draft;
    this.stream = stream;
  }

  /**
   * Starts a file.
   *
   * @throws DataException when its folder is missing or cannot be written to
   */
  public static ReplacedFile of(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null || !Files.isDirectory(folder)) {
      throw new DataException(target.toString(), "an existing folder expected to write it to");
    }
    // Not a temporary file of the JDK's: those are for their owner alone, and stay so when moved.
    Path draft = folder.resolve("." + name + "." + UUID.randomUUID() + ".part");
    return new ReplacedFile(
        absolute, draft, Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW));
  }

  /** Where to write to. */
  public OutputStream stream() {
    return stream;
  }

  /** Closes the stream and puts the file in its place, over what was there before. */
  public void commit() throws IOException {
    stream.close();
    try {
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
    committed = true;
  }

  @Override
  public void close() throws IOException {
    if (!committed) {
      stream.close();
      Files.deleteIfExists(draft);
    }
  }
}
