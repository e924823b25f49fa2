package dev.replyguard.model;

import java.util.Arrays;

/**
 * The most that tokens add to a network's filters at each place: the measure of the steps in which
 * {@link PackedResponses} are kept. Of the vocabulary the tokens with the largest numbers are
 * looked at; of what goes beyond, as words without an end do, the rest is cut. Immutable.
 */
final class FilterReach {
  /** With half as many scores of the shipped bundle move more, above all those for threats. */
  private static final int TOKENS = 1 << 10;

  /**
   * A filter that its bias keeps from responding to nearly everything gets no finer a step than
   * this part of what it would have without: finer ones would make its weights so large that there
   * were no bits left for those of others.
   */
  private static final float FINEST = 1 / 4f;

  /**
   * In steps. Tokens add no more than {@link PackedResponses#MOST} by {@link #FINEST} to a filter:
   * with a bias further below 0 it never responds.
   */
  static final int MOST_BIAS = Math.round(PackedResponses.MOST * (1 + 1 / FINEST));

  /** For filters that nothing adds to. */
  private static final float LEAST = 1e-6f;

  private final int filters;
  private final float[] steps;
  // In steps, those of a place one after the other; three make PackedResponses.MOST.
  private final int[] most;

  /** The reach of a network's filters. */
  FilterReach(NetworkWeights network) {
    filters = network.shape().filters();
    steps = new float[filters];
    float[] reach = reach(network);
    most = new int[reach.length];
    for (int filter = 0; filter < filters; filter++) {
      float before = reach[filter];
      float after = reach[2 * filters + filter];
      float all = before + reach[filters + filter] + after;
      float response = Math.max(all + network.biases()[filter], Math.max(LEAST, all * FINEST));
      steps[filter] = response / PackedResponses.MOST;
      int first = inSteps(before, filter);
      int last = inSteps(after, filter);
      most[filter] = first;
      most[filters + filter] = PackedResponses.MOST - first - last;
      most[2 * filters + filter] = last;
    }
  }

  private int inSteps(float reach, int filter) {
    return Math.min(PackedResponses.MOST, Math.round(reach / steps[filter]));
  }

  /** The most that tokens add without the bias, at least 0. */
  private static float[] reach(NetworkWeights network) {
    float[][] weights = byDimension(network);
    float[] most = new float[NetworkWeights.WIDTH * network.shape().filters()];
    raise(RoundedVectors.ofWords(network), weights, most);
    if (network.shape().vocabulary() < TOKENS) {
      // Too few to tell: the n-grams that all others are made of are looked at too.
      raise(RoundedVectors.ofGrams(network), weights, most);
    }
    return most;
  }

  private static void raise(RoundedVectors vectors, float[][] weights, float[] most) {
    float[] vector = new float[vectors.dimensions()];
    float[] sorted = vectors.scales().clone();
    Arrays.sort(sorted);
    float least = sorted.length <= TOKENS ? 0 : sorted[sorted.length - TOKENS];
    float[] sums = new float[most.length];
    for (int i = 0; i < sorted.length; i++) {
      if (vectors.scales()[i] >= least) {
        vectors.write(i, vector);
        Arrays.fill(sums, 0);
        for (int dimension = 0; dimension < vector.length; dimension++) {
          add(vector[dimension], weights[dimension], sums);
        }
        raise(sums, most);
      }
    }
  }

  /** For each dimension the weights of all filters at all places. */
  private static float[][] byDimension(NetworkWeights network) {
    int filters = network.shape().filters();
    int dimensions = network.shape().dimensions();
    float[][] weights = new float[dimensions][NetworkWeights.WIDTH * filters];
    for (int place = 0; place < NetworkWeights.WIDTH; place++) {
      for (int i = 0; i < dimensions; i++) {
        int from = (place * dimensions + i) * filters;
        System.arraycopy(network.filters(), from, weights[i], place * filters, filters);
      }
    }
    return weights;
  }

  private static void add(float value, float[] weights, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += value * weights[i];
    }
  }

  private static void raise(float[] numbers, float[] most) {
    for (int i = 0; i < most.length; i++) {
      most[i] = Math.max(most[i], numbers[i]);
    }
  }

  /** What a step of a filter's responses is, in the network's own unit. */
  float step(int filter) {
    return steps[filter];
  }

  /** The most that there is room for at a place, the bias included, in steps. */
  int most(int place, int filter) {
    return most[place * filters + filter];
  }
}
