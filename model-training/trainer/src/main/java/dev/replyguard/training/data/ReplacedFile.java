package dev.replyguard.training.data;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears whole or not at all: it is written under another name beside its place, and
 * moved there when {@link #commit()} is called. Closed without that, nothing is left behind. What
 * goes wrong in writing is a {@link DataException} that names the file.
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
    return of(target, draft -> Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW));
  }

  /**
   * Finds out whether a file can be written, before long work whose result is to be in it.
   *
   * @param target null for none
   * @throws DataException when its folder is missing or cannot be written to
   */
  public static void check(@Nullable Path target) throws IOException {
    if (target != null) {
      of(target).close();
    }
  }

  /** How a draft is opened. */
  @FunctionalInterface
  interface Opening {
    OutputStream open(Path draft) throws IOException;
  }

  static ReplacedFile of(Path target, Opening opening) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null || !Files.isDirectory(folder)) {
      throw new DataException(target.toString(), "an existing folder expected to write it to");
    }
    if (Files.isDirectory(absolute)) {
      throw new DataException(target.toString(), "a file to write expected, got a folder");
    }
    // Not a temporary file of the JDK's: those are for their owner alone, and stay so when moved.
    Path draft = folder.resolve("." + name + "." + UUID.randomUUID() + ".part");
    try {
      return new ReplacedFile(absolute, draft, new NamedStream(target, opening.open(draft)));
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw unwritable(target, e);
    }
  }

  private static DataException unwritable(Path target, IOException e) {
    String reason = String.valueOf(e.getMessage());
    if (e instanceof AccessDeniedException) {
      reason = "no permission to write into its folder";
    } else if (e instanceof FileSystemException named && named.getReason() != null) {
      reason = String.valueOf(named.getReason());
    }
    return new DataException(target.toString(), "cannot be written: " + reason, e);
  }

  /** Says of failures which file they are about: those of the JDK do not, as of a full disk. */
  private static final class NamedStream extends FilterOutputStream {
    private final Path target;

    NamedStream(Path target, OutputStream out) {
      super(out);
      this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw unwritable(target, e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw unwritable(target, e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        throw unwritable(target, e);
      }
    }
  }

  /** What writes a text. */
  public interface Writing {
    /** Writes to {@code out}, which it need not close. */
    void write(Writer out) throws IOException;
  }

  /**
   * Writes a text that need not be held in memory, in UTF-8, as a whole file, compressed by gzip
   * where its name says so.
   */
  public static void write(Path target, Writing writing) throws IOException {
    try (ReplacedFile file = of(target)) {
      try (Writer writer = TextFiles.writer(file.stream(), target.toString())) {
        writing.write(writer);
      }
      file.commit();
    }
  }

  /** Writes a text in UTF-8 as a whole file. */
  public static void write(Path target, String text) throws IOException {
    try (ReplacedFile file = of(target)) {
      file.stream().write(text.getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
  }

  /** Where to write to. */
  public OutputStream stream() {
    return stream;
  }

  /** Where to write to by name, instead of to the {@link #stream()}. */
  public Path draft() {
    return draft;
  }

  /** Closes the stream and puts the file in its place, over what was there before. */
  public void commit() throws IOException {
    stream.close();
    try {
      move();
    } catch (IOException e) {
      throw unwritable(target, e);
    }
    committed = true;
  }

  private void move() throws IOException {
    try {
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    if (!committed) {
      try {
        stream.close();
      } finally {
        Files.deleteIfExists(draft);
      }
    }
  }
}
