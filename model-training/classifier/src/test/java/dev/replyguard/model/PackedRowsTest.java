package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackedRowsTest {
  private static final int WIDTH = 16;

  @Test
  void add_manyRows_isTheirSumHoweverManyAndWhateverTheSigns() {
    long seed = System.nanoTime();
    System.out.println("PackedRowsTest seed " + seed);
    Random random = new Random(seed);
    float[] numbers = new float[1_000 * WIDTH];
    float largest = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (random.nextGaussian() * Math.exp(random.nextGaussian()));
      largest = Math.max(largest, Math.abs(numbers[i]));
    }
    PackedRows rows =
        new PackedRows(WeightRows.of(numbers, WIDTH), WIDTH, FlatWeights.largest(numbers));
    for (int count : new int[] {0, 1, 15, 16, 17, 1_000}) {
      int[] chosen = random.ints(count, 0, 1_000).toArray();
      double[] sums = new double[WIDTH];
      rows.add(chosen, count, sums);
      for (int column = 0; column < WIDTH; column++) {
        int here = column;
        double expected = Arrays.stream(chosen).mapToDouble(r -> numbers[r * WIDTH + here]).sum();
        assertThat(Math.abs(sums[column] - expected)).isLessThanOrEqualTo(count * 1e-8 * largest);
      }
    }
  }

  @Test
  void add_rowsOfTheLargestNumbers_doesNotOverflow() {
    for (float largest : new float[] {1, 1.999_999_9f, 2, 1e-30f, 3e7f}) {
      float[] numbers = new float[2 * WIDTH];
      for (int column = 0; column < WIDTH; column++) {
        numbers[column] = column % 2 == 0 ? largest : -largest;
        numbers[WIDTH + column] = -numbers[column];
      }
      PackedRows rows =
          new PackedRows(WeightRows.of(numbers, WIDTH), WIDTH, FlatWeights.largest(numbers));
      for (int row = 0; row < 2; row++) {
        int chosen = row;
        double[] sums = new double[WIDTH];
        rows.add(IntStream.range(0, 100).map(i -> chosen).toArray(), 100, sums);
        for (int column = 0; column < WIDTH; column++) {
          double expected = 100.0 * numbers[row * WIDTH + column];
          assertThat(Math.abs(sums[column] / expected - 1)).isLessThan(1e-7);
        }
      }
    }
  }

  @Test
  void add_oneRowTimesAValue_isThat() {
    float[] numbers = {1, -2, 3, -4, 5, -6, 7, -8};
    PackedRows rows = new PackedRows(WeightRows.of(numbers, 8), 8, FlatWeights.largest(numbers));
    double[] sums = new double[8];
    rows.add(0, 0.5, sums);
    for (int column = 0; column < 8; column++) {
      assertThat(sums[column]).isEqualTo(0.5 * numbers[column]);
      assertThat(rows.get(0, column)).isEqualTo(numbers[column]);
    }
  }

  @Test
  void new_allZeros_isThat() {
    double[] sums = new double[8];
    new PackedRows(1, 8, 0).add(new int[] {0, 0}, 2, sums);
    assertThat(sums).containsOnly(0);
  }
}
