package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.text.FeatureSettings.Orders;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FilterBankTest {
  private static final int DIMENSIONS = 7;
  private static final int FILTERS = 9;

  private static final int TOKENS = 50;

  /** Packing rounds to the nearest step; floats add a little of their own. */
  private static final double PACKING = 0.5 + 1e-4;

  /**
   * The most that there is room for at a place is a whole number of steps: less than the true one
   * by half a step before and after a token at most, and by as much as both together at it.
   */
  private static final double ROOM = 1;

  @Test
  void write_tokenOfTheVocabulary_isWhatFloatsGive() {
    long seed = System.nanoTime();
    System.out.println("FilterBankTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      NetworkWeights network = network(random, 0.3f);
      FilterBank bank = new FilterBank(network);
      float[] vector = new float[DIMENSIONS];
      for (int token = 0; token < TOKENS; token++) {
        RoundedVectors.ofWords(network).write(token, vector);
        assertLikeFloats(network, bank, vector);
      }
    }
  }

  @Test
  void write_threeTokensInARow_loseNoResponseAbove0() {
    long seed = System.nanoTime();
    System.out.println("FilterBankTest seed " + seed);
    Random random = new Random(seed);
    NetworkWeights network = network(random, 1);
    FilterBank bank = new FilterBank(network);
    for (int i = 0; i < 500; i++) {
      float[][] vectors = new float[NetworkWeights.WIDTH][DIMENSIONS];
      float[][] numbers = new float[NetworkWeights.WIDTH][];
      for (int place = 0; place < NetworkWeights.WIDTH; place++) {
        RoundedVectors.ofWords(network).write(random.nextInt(TOKENS), vectors[place]);
        numbers[place] = numbers(bank, vectors[place]);
      }
      for (int filter = 0; filter < FILTERS; filter++) {
        double response = 0;
        double packed = -PackedResponses.ZERO;
        double off = ROOM;
        for (int place = 0; place < NetworkWeights.WIDTH; place++) {
          response += response(network, vectors[place], place, filter) / bank.step(filter);
          packed += numbers[place][place * FILTERS + filter];
          off += off(network, bank, vectors[place], place, filter);
        }
        assertThat(Math.abs(Math.max(0, packed) - Math.max(0, response))).isLessThan(off);
      }
    }
  }

  @Test
  void write_vectorsAndWeightsFarBeyondTrainedOnes_isCutNotWrappedRound() {
    NetworkWeights network = network(new Random(1), 0);
    Arrays.fill(network.filters(), 100);
    Arrays.fill(network.biases(), -1e30f);
    FilterBank bank = new FilterBank(network);
    float[] vector = new float[DIMENSIONS];

    Arrays.fill(vector, 1e9f);
    assertThat(numbers(bank, vector)).containsOnly(PackedResponses.MOST);
    Arrays.fill(vector, -1e9f);
    assertThat(numbers(bank, vector)).containsOnly(0);
  }

  @Test
  void write_weightsOfZero_isTheBiasAtTheMiddle() {
    NetworkWeights network = network(new Random(1), 0);
    Arrays.fill(network.biases(), 1.5f);
    FilterBank bank = new FilterBank(network);

    assertThat(bank.step(0)).isEqualTo(1.5f / PackedResponses.MOST);
    assertThat(numbers(bank, new float[DIMENSIONS])).containsOnly(PackedResponses.MOST);
  }

  @Test
  void writeNothing_besideTheEdge_addsNothing() {
    NetworkWeights network = network(new Random(1), 0.3f);
    Arrays.fill(network.biases(), 0);
    FilterBank bank = new FilterBank(network);
    TokenRow row = TokenRow.empty(bank.columns(), 0);
    bank.writeNothing(row, 0);
    float[] zeros = numbers(bank, new float[DIMENSIONS]);

    for (int filter = 0; filter < FILTERS; filter++) {
      assertThat(number(bank, row, 0, filter)).isEqualTo((int) zeros[filter]);
      assertThat(number(bank, row, 2, filter)).isEqualTo((int) zeros[2 * FILTERS + filter]);
    }
  }

  /** Each number less that of a token that adds nothing, cut where the text of the class says. */
  private static void assertLikeFloats(NetworkWeights network, FilterBank bank, float[] vector) {
    FilterReach reach = new FilterReach(network);
    float[] numbers = numbers(bank, vector);
    for (int place = 0; place < NetworkWeights.WIDTH; place++) {
      for (int filter = 0; filter < FILTERS; filter++) {
        double number = response(network, vector, place, filter) / bank.step(filter);
        number += PackedResponses.MOST - reach.most(place, filter);
        number = Math.max(0, Math.min(PackedResponses.MOST, number));
        assertThat(Math.abs(numbers[place * FILTERS + filter] - number))
            .isLessThan(off(network, bank, vector, place, filter));
      }
    }
  }

  private static double response(NetworkWeights network, float[] vector, int place, int filter) {
    double sum = place == 1 ? network.biases()[filter] : 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      sum += vector[i] * weight(network, place, i, filter);
    }
    return sum;
  }

  /** How far off a number may be, in steps. */
  private static double off(
      NetworkWeights network, FilterBank bank, float[] vector, int place, int filter) {
    // Half a step of a whole number that stands for a weight: the largest has 12 bits. For a number
    // of a vector the same, of 12 bits at least for so few dimensions.
    double weightStep = 0;
    for (int i = 0; i < network.filters().length; i++) {
      float scaled = Math.abs(network.filters()[i]) / bank.step(i % FILTERS);
      weightStep = Math.max(weightStep, scaled / (1 << 12));
    }
    double vectorStep = network.reach() / (1 << 12);
    double off = PACKING;
    for (int i = 0; i < DIMENSIONS; i++) {
      double weight = Math.abs(weight(network, place, i, filter)) / bank.step(filter);
      off += Math.abs(vector[i]) * weightStep + weight * vectorStep;
    }
    return off;
  }

  private static float weight(NetworkWeights network, int place, int dimension, int filter) {
    return network.filters()[(place * DIMENSIONS + dimension) * FILTERS + filter];
  }

  /** What is kept of a token, for each place and filter. */
  private static float[] numbers(FilterBank bank, float[] vector) {
    TokenRow row = TokenRow.empty(bank.columns(), 0);
    bank.write(vector, new FilterBank.Scratch(bank), row, 0);
    float[] numbers = new float[NetworkWeights.WIDTH * FILTERS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(bank, row, i / FILTERS, i % FILTERS);
    }
    return numbers;
  }

  private static int number(FilterBank bank, TokenRow row, int place, int filter) {
    long eight = row.at(place)[filter % bank.columns()];
    return PackedResponses.number(eight, filter / bank.columns());
  }

  private static NetworkWeights network(Random random, float size) {
    NetworkWeights.Shape shape =
        new NetworkWeights.Shape(TOKENS, DIMENSIONS, FILTERS, new Orders(3, 5), 8);
    return NetworkWeights.of(
        shape,
        numbers(random, TOKENS * DIMENSIONS, size),
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
