package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureIndexTest {
  @Test
  void find_everyBucket_isItsPlaceAmongThePresent() {
    long seed = System.nanoTime();
    System.out.println("FeatureIndexTest seed " + seed);
    Random random = new Random(seed);
    int[] present = IntStream.range(0, 1 << 12).filter(b -> random.nextInt(3) == 0).toArray();
    FeatureIndex index = new FeatureIndex(1 << 12, present);
    int row = 0;
    for (int bucket = 0; bucket < 1 << 12; bucket++) {
      boolean has = row < present.length && present[row] == bucket;
      assertThat(index.find(bucket)).isEqualTo(has ? row++ : FeatureIndex.NONE);
    }
    int[] buckets = random.ints(500, 0, 1 << 12).toArray();
    int[] expected =
        IntStream.of(buckets).map(index::find).filter(r -> r != FeatureIndex.NONE).toArray();
    assertThat(index.find(buckets, buckets.length)).isEqualTo(expected.length);
    assertThat(IntStream.of(buckets).limit(expected.length)).containsExactly(box(expected));
  }

  private static Integer[] box(int[] numbers) {
    return IntStream.of(numbers).boxed().toArray(Integer[]::new);
  }
}
