package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedResponsesTest {
  private static final int FILTERS = 9;
  private static final int COLUMNS = PackedResponses.columns(FILTERS);
  private static final int SHIFT = 5;
  private static final int LARGEST = 5461;

  @Test
  void raise_anyParts_isTheGreatestSumOfThree() {
    long seed = System.nanoTime();
    System.out.println("PackedResponsesTest seed " + seed);
    Random random = new Random(seed);
    int[] maxima = new int[COLUMNS];
    PackedResponses.clear(maxima);
    int[] expected = new int[FILTERS];
    for (int step = 0; step < 2_000; step++) {
      float[][] parts = {parts(random), parts(random), parts(random)};
      PackedResponses.raise(packed(parts[0]), packed(parts[1]), packed(parts[2]), maxima);
      for (int filter = 0; filter < FILTERS; filter++) {
        int sum = 0;
        for (float[] part : parts) {
          sum += Math.max(-LARGEST, Math.min(LARGEST, Math.round(part[filter] * 512)));
        }
        expected[filter] = Math.max(expected[filter], sum);
        assertThat(PackedResponses.response(maxima, 0, COLUMNS, filter))
            .isEqualTo(expected[filter] / 512f);
      }
      if (step % 20 == 0) {
        PackedResponses.clear(maxima);
        expected = new int[FILTERS];
      }
    }
  }

  @Test
  void pack_beyondTheLargest_isCut() {
    int[] packed = packed(new float[] {1e5f, -1e5f, 0, 10.5f, -10.5f, 0.5f, -0.5f, 0, 11});

    assertThat(part(packed, 0)).isEqualTo(LARGEST);
    assertThat(part(packed, 1)).isEqualTo(-LARGEST);
    assertThat(part(packed, 2)).isZero();
    assertThat(part(packed, 4)).isEqualTo(-5376);
    assertThat(part(packed, 6)).isEqualTo(-256);
    assertThat(part(packed, 8)).isEqualTo(LARGEST);
  }

  @Test
  void nothing_addsNothingToAnyFilter() {
    int[] nothing = PackedResponses.nothing(COLUMNS);

    for (int filter = 0; filter < COLUMNS * PackedResponses.LANES; filter++) {
      assertThat(part(nothing, filter)).isZero();
    }
  }

  private static int part(int[] packed, int filter) {
    return PackedResponses.part(packed[filter % COLUMNS], filter / COLUMNS);
  }

  private static int[] packed(float[] parts) {
    int[][] halves = new int[PackedResponses.LANES][COLUMNS];
    for (int filter = 0; filter < parts.length; filter++) {
      int number = Math.round(parts[filter] * (512 << SHIFT));
      halves[filter / COLUMNS][filter % COLUMNS] = number;
    }
    int[] packed = new int[COLUMNS];
    PackedResponses.pack(halves[0], halves[1], SHIFT, packed);
    return packed;
  }

  /** Multiples of a quarter of a unit, not half way between two, some beyond what is kept. */
  private static float[] parts(Random random) {
    float[] parts = new float[FILTERS];
    for (int i = 0; i < FILTERS; i++) {
      int quarter = random.nextBoolean() ? 1 : -1;
      int whole = random.nextInt(2 * LARGEST + 400) - LARGEST - 200;
      parts[i] = (whole + quarter / 4f) / 512f;
    }
    return parts;
  }
}
