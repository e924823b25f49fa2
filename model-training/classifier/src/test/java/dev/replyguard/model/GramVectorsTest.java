package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.text.FeatureSettings.Orders;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GramVectorsTest {
  @Test
  void compose_anyBuckets_isTheirSumDividedByTheRootOfTheirNumber() {
    long seed = System.nanoTime();
    System.out.println("GramVectorsTest seed " + seed);
    Random random = new Random(seed);
    // Eight numbers at a time, and none, one or seven that are left over.
    for (int dimensions : new int[] {16, 9, 7}) {
      List<NetworkWeights> networks =
          List.of(network(random, dimensions), network(random, dimensions + 3));
      for (int count : new int[] {0, 1, 22, 256, 257, 1_000}) {
        assertComposed(networks, buckets(random, count), count);
      }
    }
  }

  @Test
  void compose_theLargestAndTheSmallestManyTimes_doesNotOverflow() {
    NetworkWeights network = network(new Random(1), 8);
    for (int i = 0; i < 8; i++) {
      network.grams()[i] = (byte) (i % 2 == 0 ? 127 : -127);
    }
    network.gramScales()[0] = 10;

    assertComposed(List.of(network), new int[600], 600);
  }

  @Test
  void of_networksWithOtherNGrams_areApart() {
    NetworkWeights network = network(new Random(1), 8);
    NetworkWeights.Shape shape = new NetworkWeights.Shape(0, 8, 1, new Orders(3, 4), 8);
    NetworkWeights other =
        NetworkWeights.of(
            shape,
            new float[0],
            new float[shape.grams() * 8],
            new float[NetworkWeights.WIDTH * 8],
            new float[1]);

    assertThat(GramVectors.of(List.of(network, network, other, network)))
        .extracting(GramVectors::networks)
        .containsExactly(2, 1, 1);
  }

  private static void assertComposed(List<NetworkWeights> networks, int[] buckets, int count) {
    GramVectors grams = GramVectors.of(networks).get(0);
    GramVectors.Scratch scratch = new GramVectors.Scratch(grams);
    float[][] composed = new float[1 + networks.size()][];
    for (int i = 0; i < networks.size(); i++) {
      composed[1 + i] = new float[networks.get(i).shape().dimensions()];
    }
    grams.compose(buckets, count, scratch, composed, 1);
    for (int i = 0; i < networks.size(); i++) {
      assertComposed(networks.get(i), buckets, count, composed[1 + i]);
    }
  }

  private static void assertComposed(
      NetworkWeights network, int[] buckets, int count, float[] composed) {
    int dimensions = network.shape().dimensions();
    for (int i = 0; i < dimensions; i++) {
      double sum = 0;
      double size = 1e-9;
      for (int gram = 0; gram < count; gram++) {
        double number =
            network.grams()[buckets[gram] * dimensions + i] * network.gramScales()[buckets[gram]];
        sum += number;
        size += Math.abs(number);
      }
      double root = Math.sqrt(Math.max(count, 1));
      assertThat(Math.abs(composed[i] - sum / root)).isLessThan(1e-3 * size / root);
    }
  }

  private static int[] buckets(Random random, int count) {
    int[] buckets = new int[count];
    for (int i = 0; i < count; i++) {
      buckets[i] = random.nextInt(1 << 8);
    }
    return buckets;
  }

  private static NetworkWeights network(Random random, int dimensions) {
    NetworkWeights.Shape shape = new NetworkWeights.Shape(0, dimensions, 1, new Orders(3, 5), 8);
    float[] grams = new float[shape.grams() * dimensions];
    for (int i = 0; i < grams.length; i++) {
      grams[i] = (float) random.nextGaussian();
    }
    return NetworkWeights.of(
        shape, new float[0], grams, new float[NetworkWeights.WIDTH * dimensions], new float[1]);
  }
}
