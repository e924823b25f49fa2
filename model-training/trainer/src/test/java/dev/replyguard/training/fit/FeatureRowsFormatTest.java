package dev.replyguard.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.model.Label;
import dev.replyguard.training.TestData;
import dev.replyguard.training.cache.CacheKey;
import dev.replyguard.training.cache.TrainingCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureRowsFormatTest {
  private static final CacheKey KEY = CacheKey.of("features", "test");

  @TempDir private Path folder = Path.of("");

  @Test
  void decode_ofWhatWasEncoded_isTheSameBitForBit() throws IOException {
    Random random = new Random(TestData.SEED);
    FeatureRows.Builder builder = new FeatureRows.Builder();
    for (int row = 0; row < 500; row++) {
      add(builder, random, 1 + random.nextInt(20), random.nextInt(400));
    }
    FeatureRows rows = builder.build();

    assertSame(readBack(rows), rows);
  }

  @Test
  void decode_ofRowsWithoutFeaturesWithOneValueAndWithTooManyForAByte_isTheSame()
      throws IOException {
    Random random = new Random(TestData.SEED);
    FeatureRows.Builder builder = new FeatureRows.Builder();
    add(builder, random, 1, 0);
    add(builder, random, 1, 50);
    add(builder, random, 256, 5000);
    add(builder, random, 100_000, 5000);
    FeatureRows rows = builder.build();

    assertSame(readBack(rows), rows);
  }

  @Test
  void encode_ofFeaturesAsCommentsHaveThem_takesLessThanFourBytesEach() throws IOException {
    Random random = new Random(TestData.SEED);
    FeatureRows.Builder builder = new FeatureRows.Builder();
    for (int row = 0; row < 100; row++) {
      add(builder, random, 10, 600);
    }
    FeatureRows rows = builder.build();
    readBack(rows);

    try (Stream<Path> files = Files.list(folder)) {
      long size = Files.size(files.findFirst().orElseThrow());
      assertThat(size).isLessThan(4L * rows.buckets().length);
    }
  }

  private static void assertSame(FeatureRows read, FeatureRows rows) {
    assertThat(Arrays.equals(read.ends(), rows.ends())).isTrue();
    assertThat(Arrays.equals(read.buckets(), rows.buckets())).isTrue();
    assertThat(Arrays.equals(read.values(), rows.values())).isTrue();
    assertThat(Arrays.equals(read.labels(), rows.labels())).isTrue();
    assertThat(Arrays.equals(read.folds(), rows.folds())).isTrue();
  }

  private FeatureRows readBack(FeatureRows rows) throws IOException {
    List<String> notes = new ArrayList<>();
    TrainingCache cache = TrainingCache.open(folder, Long.MAX_VALUE, Clock.systemUTC(), notes::add);
    cache.write(KEY, out -> new FeatureRowsFormat().encode(rows, out));
    FeatureRows read = cache.read(KEY, new FeatureRowsFormat()::decode).orElseThrow();
    assertThat(notes).isEmpty();
    return read;
  }

  private static void add(FeatureRows.Builder builder, Random random, int values, int size) {
    long[] cells = new long[size];
    int bucket = 0;
    for (int i = 0; i < size; i++) {
      bucket += 1 + random.nextInt(3000);
      float value = 1 / (1f + random.nextInt(values));
      cells[i] = (long) bucket << 32 | Float.floatToIntBits(value);
    }
    float[] shares = new float[Label.ALL.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = random.nextInt(3) == 0 ? Float.NaN : random.nextFloat();
    }
    builder.add(cells, size, shares, random.nextInt(10));
  }
}
