package dev.replyguard.training.cache;

import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.ReplacedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of what trainings have worked out, each entry a file that appears whole or not at all.
 * An entry that is damaged is removed and made again. A cache is never worth a failure: what goes
 * wrong is told, and the training goes on without.
 *
 * <p>The folder may be deleted whenever no training runs. What is over its limit is removed, what
 * was not used for the longest time first, but nothing that this training used. Thread-safe.
 */
public final class TrainingCache {
  private static final byte[] MAGIC = "ReplyGuard cache 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final String ENTRY = "[a-z]+-[0-9a-f]{64}\\.cache";
  private static final String DRAFT = "\\." + ENTRY + "\\..*\\.part";

  /** Drafts that are older were left by a training that was killed. */
  private static final Duration LONGEST_WRITE = Duration.ofHours(1);

  private final @Nullable Path folder;
  private final long limit;
  private final Clock clock;
  private final Consumer<String> notes;
  private final Set<Path> used = new HashSet<>();
  private boolean writable = true;

  private TrainingCache(@Nullable Path folder, long limit, Clock clock, Consumer<String> notes) {
    this.folder = folder;
    this.limit = limit;
    this.clock = clock;
    this.notes = notes;
  }

  /** A cache that keeps nothing. */
  public static TrainingCache none() {
    return new TrainingCache(null, 0, Clock.systemUTC(), note -> {});
  }

  /**
   * The cache in a folder, which is made where it is missing.
   *
   * @param limit how many bytes are kept
   * @param notes told what went wrong
   * @throws DataException when the folder cannot be made
   */
  public static TrainingCache open(Path folder, long limit, Clock clock, Consumer<String> notes)
      throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataException(folder.toString(), "a folder for the cache expected", e);
    }
    TrainingCache cache = new TrainingCache(folder, limit, clock, notes);
    cache.removeDrafts(folder);
    return cache;
  }

  /** Writes an entry. */
  @FunctionalInterface
  public interface Encoder {
    /** Writes the whole entry. */
    void encode(CacheOutput out) throws IOException;
  }

  /** Reads an entry. */
  @FunctionalInterface
  public interface Decoder<T> {
    /** Reads the whole entry. */
    T decode(CacheInput in) throws IOException;
  }

  /** The entry of that key, or empty where there is none that is whole. */
  public synchronized <T> Optional<T> read(CacheKey key, Decoder<T> decoder) {
    if (folder == null) {
      return Optional.empty();
    }
    Path file = folder.resolve(key.fileName());
    try (InputStream stream = Files.newInputStream(file)) {
      if (!Arrays.equals(stream.readNBytes(MAGIC.length), MAGIC)) {
        throw new IOException("another format was expected");
      }
      CacheInput in = new CacheInput(stream);
      T entry = decoder.decode(in);
      in.requireEnd();
      used.add(file);
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      return Optional.of(entry);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      notes.accept("%s: damaged (%s), made again".formatted(file, e.getMessage()));
      remove(file);
      return Optional.empty();
    }
  }

  /** Keeps an entry. */
  public synchronized void write(CacheKey key, Encoder encoder) {
    if (folder == null || !writable) {
      return;
    }
    Path file = folder.resolve(key.fileName());
    try (ReplacedFile replaced = ReplacedFile.of(file)) {
      OutputStream stream = replaced.stream();
      stream.write(MAGIC);
      CacheOutput out = new CacheOutput(stream);
      encoder.encode(out);
      out.finish();
      replaced.commit();
      used.add(file);
      removeOldest(folder);
    } catch (IOException e) {
      writable = false;
      notes.accept(e.getMessage() + "; going on without keeping more");
    }
  }

  /** Removes what was not used for the longest time, until the limit is kept. */
  private void removeOldest(Path from) throws IOException {
    List<Entry> entries = entries(from, ENTRY);
    long size = entries.stream().mapToLong(Entry::size).sum();
    entries.sort(Comparator.comparing(Entry::modified).thenComparing(Entry::file));
    for (Entry entry : entries) {
      if (size > limit && !used.contains(entry.file())) {
        remove(entry.file());
        size -= entry.size();
      }
    }
  }

  private void removeDrafts(Path from) throws IOException {
    Instant oldest = clock.instant().minus(LONGEST_WRITE);
    for (Entry entry : entries(from, DRAFT)) {
      if (entry.modified().toInstant().isBefore(oldest)) {
        remove(entry.file());
      }
    }
  }

  private record Entry(Path file, long size, FileTime modified) {}

  private static List<Entry> entries(Path from, String pattern) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> named(f, pattern)).toList()) {
        entries.add(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
      }
    }
    return entries;
  }

  private static boolean named(Path file, String pattern) {
    return String.valueOf(file.getFileName()).matches(pattern);
  }

  private void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      notes.accept(file + ": cannot be removed: " + e.getMessage());
    }
  }
}
