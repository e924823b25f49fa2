package dev.replyguard.training.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.training.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCacheTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final CacheKey KEY = CacheKey.of("weights", "a", 1);

  @TempDir private Path folder = Path.of("");
  private final List<String> notes = new ArrayList<>();

  @Test
  void read_ofWhatWasWritten_isTheSame() throws IOException {
    TrainingCache cache = open(Long.MAX_VALUE);
    cache.write(
        KEY,
        out -> {
          out.writeByte(200);
          out.writeCount(0);
          out.writeCount(Integer.MAX_VALUE);
          out.writeFloat(Float.NaN);
          out.writeDouble(-0.1);
          out.writeText("a \uD83D\uDE00 and half of one: \uD83D");
        });

    boolean read =
        open(Long.MAX_VALUE)
            .read(
                KEY,
                in -> {
                  assertThat(in.readByte()).isEqualTo(200);
                  assertThat(in.readCount()).isZero();
                  assertThat(in.readCount()).isEqualTo(Integer.MAX_VALUE);
                  assertThat(in.readFloat()).isNaN();
                  assertThat(in.readDouble()).isEqualTo(-0.1);
                  assertThat(in.readText()).isEqualTo("a \uD83D\uDE00 and half of one: \uD83D");
                  return true;
                })
            .orElseThrow();

    assertThat(read).isTrue();
    assertThat(notes).isEmpty();
  }

  @Test
  void read_ofAnotherKey_isEmpty() throws IOException {
    write(open(Long.MAX_VALUE), KEY, 10);

    assertThat(sum(open(Long.MAX_VALUE), CacheKey.of("weights", "a", 2))).isEqualTo(-1);
    assertThat(sum(open(Long.MAX_VALUE), CacheKey.of("weights", "a1"))).isEqualTo(-1);
  }

  @Test
  void read_ofAnEntryWithAnyByteDamagedOrCutOff_isEmptyAndRemovesIt() throws IOException {
    write(open(Long.MAX_VALUE), KEY, 40);
    Path file = files().get(0);
    byte[] good = Files.readAllBytes(file);

    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x20;
      expectRemoved(file, bad);
      expectRemoved(file, Arrays.copyOf(good, i));
    }
    expectRemoved(file, Arrays.copyOf(good, good.length + 1));
    Files.write(file, good);
    assertThat(sum(open(Long.MAX_VALUE), KEY)).isEqualTo(780);
  }

  private void expectRemoved(Path file, byte[] bytes) throws IOException {
    notes.clear();
    Files.write(file, bytes);
    assertThat(sum(open(Long.MAX_VALUE), KEY)).isEqualTo(-1);
    assertThat(file).doesNotExist();
    assertThat(notes).singleElement().asString().startsWith(file + ": damaged (");
  }

  @Test
  void read_thatLeavesSomething_isEmpty() throws IOException {
    write(open(Long.MAX_VALUE), KEY, 40);

    assertThat(open(Long.MAX_VALUE).read(KEY, CacheInput::readByte)).isEmpty();
    assertThat(notes).singleElement().asString().contains("nothing more was expected");
  }

  @Test
  void write_overTheLimit_removesWhatWasNotUsedForLongest_butNothingUsedNow() throws IOException {
    CacheKey[] keys = new CacheKey[4];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = CacheKey.of("features", i);
      write(open(Long.MAX_VALUE), keys[i], 1000);
      Files.setLastModifiedTime(
          folder.resolve(keys[i].fileName()), FileTime.from(NOW.minusSeconds(100 - i)));
    }

    TrainingCache cache = open(3500);
    assertThat(sum(cache, keys[0])).isPositive();
    write(cache, KEY, 1000);

    assertThat(files())
        .containsExactlyInAnyOrder(
            folder.resolve(keys[0].fileName()),
            folder.resolve(keys[3].fileName()),
            folder.resolve(KEY.fileName()));
  }

  @Test
  void write_leavesFilesOfOthersAlone() throws IOException {
    Path other = Files.writeString(folder.resolve("thesis.txt"), "x".repeat(5000));

    write(open(100), KEY, 1000);

    assertThat(other).exists();
  }

  @Test
  void open_removesDraftsOfTrainingsThatWereKilledLongAgo() throws IOException {
    String name = "." + KEY.fileName() + ".1f.part";
    Path old = Files.writeString(folder.resolve(name), "x");
    Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(7200)));
    Path young = Files.writeString(folder.resolve("." + KEY.fileName() + ".2f.part"), "x");
    Files.setLastModifiedTime(young, FileTime.from(NOW.minusSeconds(60)));

    open(Long.MAX_VALUE);

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void write_thatFails_isToldAndEndsTheWriting() throws IOException {
    TrainingCache cache = open(Long.MAX_VALUE);

    cache.write(
        KEY,
        out -> {
          throw new IOException("No space left on device");
        });
    write(cache, KEY, 10);

    assertThat(notes).containsExactly("No space left on device; going on without keeping more");
    assertThat(files()).isEmpty();
  }

  @Test
  void open_whereNoFolderCanBe_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> TrainingCache.open(file, 1, Clock.systemUTC(), notes::add))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": a folder for the cache expected");
  }

  @Test
  void none_keepsNothing() {
    TrainingCache cache = TrainingCache.none();
    write(cache, KEY, 10);

    assertThat(sum(cache, KEY)).isEqualTo(-1);
  }

  private TrainingCache open(long limit) throws IOException {
    return TrainingCache.open(folder, limit, Clock.fixed(NOW, ZoneOffset.UTC), notes::add);
  }

  private static void write(TrainingCache cache, CacheKey key, int numbers) {
    cache.write(
        key,
        out -> {
          for (int i = 0; i < numbers; i++) {
            out.writeByte(i);
          }
        });
  }

  /** The sum of forty bytes, or of all that are there; -1 where there is no entry. */
  private static long sum(TrainingCache cache, CacheKey key) {
    return cache
        .read(
            key,
            in -> {
              long sum = 0;
              int numbers = key.kind().equals("weights") ? 40 : 1000;
              for (int i = 0; i < numbers; i++) {
                sum += in.readByte();
              }
              return sum;
            })
        .orElse(-1L);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
