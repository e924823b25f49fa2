package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.text.FeatureSettings.Orders;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FilterBankTest {
  private static final int DIMENSIONS = 7;
  private static final int FILTERS = 9;

  /** Packing rounds to the nearest 512th; floats add a little of their own. */
  private static final double PACKING = 0.5 / 512 + 1e-5;

  /** Half a step of a whole number that stands for a weight, for weights of up to 1. */
  private static final double WEIGHT_STEP = 0.5 / (1 << 11);

  /** The same for a number of a vector. */
  private static final double VECTOR_STEP = 0.5 / (1 << 12);

  private static final float LARGEST = 5461 / 512f;

  @Test
  void write_anyVector_isWhatFloatsGive() {
    long seed = System.nanoTime();
    System.out.println("FilterBankTest seed " + seed);
    Random random = new Random(seed);
    NetworkWeights network = network(random, 0.3f);
    FilterBank bank = new FilterBank(network, 4);
    for (int i = 0; i < 500; i++) {
      assertLikeFloats(network, bank, numbers(random, DIMENSIONS, 1));
    }
  }

  @Test
  void write_vectorsAndWeightsFarBeyondTrainedOnes_isCutNotWrappedRound() {
    NetworkWeights network = network(new Random(1), 0);
    Arrays.fill(network.filters(), 100);
    Arrays.fill(network.biases(), -1e30f);
    FilterBank bank = new FilterBank(network, 1e9f);
    float[] vector = new float[DIMENSIONS];

    Arrays.fill(vector, 1e9f);
    assertThat(responses(bank, vector)).containsOnly(LARGEST);
    Arrays.fill(vector, -1e9f);
    assertThat(responses(bank, vector)).containsOnly(-LARGEST);
  }

  @Test
  void write_weightsOfZero_isTheBiasAtTheMiddle() {
    NetworkWeights network = network(new Random(1), 0);
    Arrays.fill(network.biases(), 1.5f);

    float[] responses = responses(new FilterBank(network, 0), new float[DIMENSIONS]);
    for (int i = 0; i < responses.length; i++) {
      assertThat(responses[i]).isEqualTo(i / FILTERS == 1 ? 1.5f : 0);
    }
  }

  private static void assertLikeFloats(NetworkWeights network, FilterBank bank, float[] vector) {
    double weightStep = WEIGHT_STEP * Math.max(1, FlatWeights.largest(network.filters()));
    float[] responses = responses(bank, vector);
    for (int place = 0; place < NetworkWeights.WIDTH; place++) {
      for (int filter = 0; filter < FILTERS; filter++) {
        double sum = place == 1 ? network.biases()[filter] : 0;
        double off = PACKING;
        for (int i = 0; i < DIMENSIONS; i++) {
          float weight = network.filters()[(place * DIMENSIONS + i) * FILTERS + filter];
          sum += vector[i] * weight;
          off += Math.abs(vector[i]) * weightStep + Math.abs(weight) * VECTOR_STEP;
        }
        assertThat(Math.abs(responses[place * FILTERS + filter] - sum)).isLessThan(off);
      }
    }
  }

  /** What a token adds, for each place and filter. */
  private static float[] responses(FilterBank bank, float[] vector) {
    TokenRow row = TokenRow.nothing(bank.columns(), 0);
    bank.write(vector, new FilterBank.Scratch(bank), row, 0);
    float[] responses = new float[NetworkWeights.WIDTH * FILTERS];
    for (int i = 0; i < responses.length; i++) {
      int filter = i % FILTERS;
      int two = row.at(i / FILTERS)[filter % bank.columns()];
      responses[i] = PackedResponses.part(two, filter / bank.columns()) / PackedResponses.ONE;
    }
    return responses;
  }

  private static NetworkWeights network(Random random, float size) {
    NetworkWeights.Shape shape =
        new NetworkWeights.Shape(1, DIMENSIONS, FILTERS, new Orders(3, 5), 8);
    return NetworkWeights.of(
        shape,
        new float[DIMENSIONS],
        new float[shape.grams() * DIMENSIONS],
        numbers(random, NetworkWeights.WIDTH * DIMENSIONS * FILTERS, size),
        numbers(random, FILTERS, size));
  }

  private static float[] numbers(Random random, int length, float size) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) random.nextGaussian() * size;
    }
    return numbers;
  }
}
