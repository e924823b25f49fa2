package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedResponsesTest {
  private static final int FILTERS = 21;
  private static final int COLUMNS = PackedResponses.columns(FILTERS);
  private static final int SHIFT = 5;

  @Test
  void raise_anyNumbers_isTheGreatestSumOfThree() {
    long seed = System.nanoTime();
    System.out.println("PackedResponsesTest seed " + seed);
    Random random = new Random(seed);
    PackedResponses.Maxima maxima = new PackedResponses.Maxima(COLUMNS);
    int[] expected = new int[FILTERS];
    for (int step = 0; step < 2_000; step++) {
      int[][] numbers = {numbers(random), numbers(random), numbers(random)};
      maxima.raise(packed(numbers[0]), packed(numbers[1]), packed(numbers[2]));
      for (int filter = 0; filter < FILTERS; filter++) {
        int sum = 0;
        for (int[] one : numbers) {
          sum += Math.max(0, Math.min(PackedResponses.MOST, one[filter]));
        }
        expected[filter] = Math.max(expected[filter], sum - PackedResponses.ZERO);
        assertThat(maxima.get(filter % COLUMNS, filter / COLUMNS)).isEqualTo(expected[filter]);
      }
      if (step % 20 == 0) {
        maxima.clear();
        expected = new int[FILTERS];
      }
    }
  }

  @Test
  void raise_anySumAfterAnyOther_isTheGreater() {
    for (int first = 0; first <= 3 * PackedResponses.MOST; first++) {
      for (int second = 0; second <= 3 * PackedResponses.MOST; second++) {
        PackedResponses.Maxima maxima = new PackedResponses.Maxima(1);
        raise(maxima, first);
        raise(maxima, second);
        int most = Math.max(PackedResponses.ZERO, Math.max(first, second));
        assertThat(maxima.get(0, 3)).isEqualTo(most - PackedResponses.ZERO);
        assertThat(maxima.get(0, 2)).isZero();
        assertThat(maxima.get(0, 4)).isZero();
      }
    }
  }

  private static void raise(PackedResponses.Maxima maxima, int sum) {
    long[][] parts = new long[3][1];
    int left = sum;
    for (long[] part : parts) {
      int number = Math.min(left, PackedResponses.MOST);
      part[0] = (long) number << (3 * Byte.SIZE);
      left -= number;
    }
    maxima.raise(parts[0], parts[1], parts[2]);
  }

  @Test
  void pack_beyondWhatThereIsRoomFor_isCut() {
    long[] packed = packed(new int[] {-1, 0, 1, 84, 85, 86, 1_000_000, -1_000_000, 42});

    assertThat(number(packed, 0)).isZero();
    assertThat(number(packed, 1)).isZero();
    assertThat(number(packed, 2)).isEqualTo(1);
    assertThat(number(packed, 3)).isEqualTo(84);
    assertThat(number(packed, 4)).isEqualTo(85);
    assertThat(number(packed, 5)).isEqualTo(85);
    assertThat(number(packed, 6)).isEqualTo(85);
    assertThat(number(packed, 7)).isZero();
    assertThat(number(packed, 8)).isEqualTo(42);
  }

  private static int number(long[] packed, int filter) {
    return PackedResponses.number(packed[filter % COLUMNS], filter / COLUMNS);
  }

  /** Packed after less than half of a number was added or taken away. */
  private static long[] packed(int[] numbers) {
    int[] ordered = new int[COLUMNS * PackedResponses.LANES];
    for (int filter = 0; filter < numbers.length; filter++) {
      int block = PackedResponses.block(filter / COLUMNS);
      int fraction = filter % 2 == 0 ? 15 : -15;
      ordered[block * COLUMNS + filter % COLUMNS] = (numbers[filter] << SHIFT) + fraction;
    }
    long[] packed = new long[COLUMNS];
    PackedResponses.pack(ordered, SHIFT, new PackedResponses.Scratch(COLUMNS), packed);
    return packed;
  }

  /** Some beyond what is kept. */
  private static int[] numbers(Random random) {
    return random.ints(FILTERS, -10, PackedResponses.MOST + 10).toArray();
  }
}
