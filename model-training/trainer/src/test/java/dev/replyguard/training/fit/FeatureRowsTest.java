package dev.replyguard.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.model.Label;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FeatureRowsTest {
  private final FeatureRows.Builder builder = new FeatureRows.Builder();

  @Test
  void rows_keepTheirFeaturesLabelsAndFoldsApart() {
    builder.add(cells(3, 7), 2, shares(0.5f), 4);
    builder.add(cells(), 0, shares(Float.NaN), 9);
    builder.add(cells(1), 1, shares(0), 0);

    FeatureRows rows = builder.build();

    assertThat(rows.size()).isEqualTo(3);
    assertThat(rows.end(0) - rows.start(0)).isEqualTo(2);
    assertThat(rows.end(1) - rows.start(1)).isZero();
    assertThat(rows.bucket(rows.start(0) + 1)).isEqualTo(7);
    assertThat(rows.value(rows.start(0) + 1)).isEqualTo(7.5f);
    assertThat(rows.bucket(rows.start(2))).isEqualTo(1);
    assertThat(rows.share(0, Label.SPAM.index())).isEqualTo(0.5f);
    assertThat(rows.share(1, Label.SPAM.index())).isNaN();
    assertThat(rows.isClean(0)).isFalse();
    assertThat(rows.isClean(1)).isFalse();
    assertThat(rows.isClean(2)).isTrue();
    assertThat(rows.fold(1)).isEqualTo(9);
  }

  @Test
  void builder_isFullOnlyWhenItHoldsRowsAndTheNextWouldNotFit() {
    long[] half = cells(new int[FeatureRows.CELLS / 2 + 1]);

    assertThat(builder.isFullFor(10 * FeatureRows.CELLS)).isFalse();
    builder.add(half, half.length, shares(0), 1);

    assertThat(builder.isFullFor(half.length)).isTrue();
    assertThat(builder.isFullFor(half.length - 2)).isFalse();
  }

  @Test
  void builder_takesARowLargerThanItsArrays() {
    int[] buckets = new int[3 * FeatureRows.CELLS];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = i;
    }
    builder.add(cells(5), 1, shares(0), 1);
    builder.add(cells(buckets), buckets.length, shares(0), 2);

    FeatureRows rows = builder.build();

    assertThat(rows.bucket(rows.start(1))).isZero();
    assertThat(rows.bucket(rows.end(1) - 1)).isEqualTo(buckets.length - 1);
  }

  @Test
  void builder_isEmptyAgainAfterItBuilt() {
    for (int i = 0; i < 1000; i++) {
      builder.add(cells(i), 1, shares(0), 1);
    }
    FeatureRows first = builder.build();
    builder.add(cells(7), 1, shares(1), 2);

    FeatureRows second = builder.build();

    assertThat(builder.isEmpty()).isTrue();
    assertThat(first.size()).isEqualTo(1000);
    assertThat(first.bucket(first.start(999))).isEqualTo(999);
    assertThat(second.size()).isEqualTo(1);
    assertThat(second.bucket(0)).isEqualTo(7);
  }

  @Test
  void arraysOfDifferentLengths_areRefused() {
    assertThatThrownBy(
            () ->
                new FeatureRows(
                    new int[] {2}, new int[1], new float[1], new float[8], new byte[] {0}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long[] cells(int... buckets) {
    long[] cells = new long[buckets.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (long) buckets[i] << 32 | Float.floatToIntBits(buckets[i] + 0.5f);
    }
    return cells;
  }

  private static float[] shares(float all) {
    float[] shares = new float[Label.ALL.size()];
    Arrays.fill(shares, all);
    return shares;
  }
}
