package dev.replyguard.model;

/**
 * The filters of a network in whole numbers: what a token adds to each of them is worked out in
 * loops over ints alone, of which the compiler does many at a time, up to the {@linkplain
 * PackedResponses packed} form. Immutable and thread-safe; it writes to what it is given.
 *
 * <p>Vectors and weights are rounded to multiples of powers of two, chosen for the network so that
 * no sum leaves an int: for trained networks far finer than the steps that packing rounds to. What
 * is beyond such numbers is cut.
 */
final class FilterBank {
  private static final int WEIGHT_BITS = 12;

  /** The products' sum stays below two to this power, which leaves room for the bias. */
  private static final int SUM_BITS = 30;

  /** Beyond, the numbers that packing takes for filters would not fit an int. */
  private static final int MAX_SHIFT = 20;

  /** The place with the filter's bias. */
  private static final int MIDDLE = 1;

  /** A float holds twice as much, and halves. */
  private static final int LARGEST = 1 << 20;

  private final int filters;
  private final int columns;
  private final FilterReach reach;
  // For each two dimensions the weights of all filters at all places, as PackedResponses orders
  // them, those of the first in the lower half of an int: what is read most is half as much so.
  // The compiler works on many at a time where no offset is added, and in long loops.
  private final int[][] weights;
  // What is there without a token: the bias, and how much a number is more than what it means.
  private final int[] offsets;
  private final float factor;
  private final int largest;
  private final int shift;

  /** The filters of a network. */
  FilterBank(NetworkWeights network) {
    int dimensions = network.shape().dimensions();
    filters = network.shape().filters();
    columns = PackedResponses.columns(filters);
    reach = new FilterReach(network);
    float[] scaled = scaled(network.filters());
    int weightScale = scale(FlatWeights.largest(scaled), WEIGHT_BITS, -MAX_SHIFT, MAX_SHIFT);
    weights = new int[(dimensions + 1) / 2][NetworkWeights.WIDTH * PackedResponses.LANES * columns];
    int most = 1;
    for (int place = 0; place < NetworkWeights.WIDTH; place++) {
      for (int filter = 0; filter < filters; filter++) {
        int sum = 0;
        for (int i = 0; i < dimensions; i++) {
          float weight = scaled[(place * dimensions + i) * filters + filter];
          int number = rounded(Math.scalb(weight, weightScale), (1 << WEIGHT_BITS) - 1);
          weights[i / 2][at(place, filter)] |= (number & 0xFFFF) << (i % 2 * Short.SIZE);
          sum += Math.abs(number);
        }
        most = Math.max(most, sum);
      }
    }
    // Times so much a filter's weights, all of one sign, stay below the limit.
    largest = Math.min(LARGEST, (1 << SUM_BITS) / (most + 1));
    int finest = MAX_SHIFT - weightScale;
    int vectorScale = scale(network.reach(), bits(largest) - 1, 1 - weightScale, finest);
    factor = Math.scalb(1f, vectorScale);
    shift = weightScale + vectorScale;
    offsets = new int[NetworkWeights.WIDTH * PackedResponses.LANES * columns];
    for (int place = 0; place < NetworkWeights.WIDTH; place++) {
      for (int filter = 0; filter < filters; filter++) {
        float bias = place == MIDDLE ? network.biases()[filter] / reach.step(filter) : 0;
        bias = Math.max(-FilterReach.MOST_BIAS, Math.min(FilterReach.MOST_BIAS, bias));
        int zero = PackedResponses.MOST - reach.most(place, filter);
        offsets[at(place, filter)] = Math.round(Math.scalb(bias + zero, shift));
      }
    }
  }

  /** Weights in steps. */
  private float[] scaled(float[] weights) {
    float[] scaled = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      scaled[i] = weights[i] / reach.step(i % filters);
    }
    return scaled;
  }

  /** What a step of a filter's responses is, in the network's own unit. */
  float step(int filter) {
    return reach.step(filter);
  }

  private int at(int place, int filter) {
    int block = PackedResponses.block(filter / columns);
    return (block * NetworkWeights.WIDTH + place) * columns + filter % columns;
  }

  /** How many bits a number has. */
  private static int bits(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number);
  }

  /** The power of two to multiply by so that what is as large as {@code reach} has so many bits. */
  private static int scale(float reach, int bits, int least, int most) {
    int scale = reach == 0 ? most : bits - 1 - Math.getExponent(reach);
    return Math.max(least, Math.min(most, scale));
  }

  /** The nearest whole number, cut where it is beyond {@code most}, whatever its sign. */
  private static int rounded(float number, int most) {
    // A cast cuts off towards 0, which rounds to the nearest where nothing is below 0.
    return Math.max(0, Math.min(2 * most, (int) (number + most + 0.5f))) - most;
  }

  /** What one thread writes to. */
  static final class Scratch {
    private final int[] vector;
    private final int[] numbers;
    private final long[] packed;
    private final PackedResponses.Scratch packing;

    /** For what {@code bank} writes, and any other of its sizes. */
    Scratch(FilterBank bank) {
      vector = new int[2 * bank.weights.length];
      numbers = new int[bank.offsets.length];
      packed = new long[numbers.length / PackedResponses.LANES];
      packing = new PackedResponses.Scratch(packed.length);
    }

    boolean fits(FilterBank bank) {
      return vector.length == 2 * bank.weights.length && numbers.length == bank.offsets.length;
    }
  }

  /** How many longs what a token adds to the filters takes at each place, once packed. */
  int columns() {
    return columns;
  }

  /**
   * Writes what a token adds to each filter at each place to {@code row}, from the long {@code at}
   * on.
   *
   * @param vector the token's
   */
  void write(float[] vector, Scratch scratch, TokenRow row, int at) {
    for (int i = 0; i < vector.length; i++) {
      scratch.vector[i] = rounded(vector[i] * factor, largest);
    }
    respond(scratch.vector, scratch.numbers);
    PackedResponses.pack(scratch.numbers, shift, scratch.packing, scratch.packed);
    for (int place = 0; place < NetworkWeights.WIDTH; place++) {
      System.arraycopy(scratch.packed, place * columns, row.at(place), at, columns);
    }
  }

  /** Writes to {@code row} that there is no token, before or after one. */
  void writeNothing(TokenRow row, int at) {
    for (int filter = 0; filter < filters; filter++) {
      int lane = filter / columns * Byte.SIZE;
      for (int place = 0; place < NetworkWeights.WIDTH; place += 2) {
        int zero = PackedResponses.MOST - reach.most(place, filter);
        row.at(place)[at + filter % columns] |= (long) zero << lane;
      }
    }
  }

  /** Lane by lane, each of all places. */
  private void respond(int[] vector, int[] to) {
    System.arraycopy(offsets, 0, to, 0, to.length);
    int pair = 0;
    for (; pair + 2 <= weights.length; pair += 2) {
      addTwoPairs(vector, pair, to);
    }
    if (pair < weights.length) {
      addPair(vector[2 * pair], vector[2 * pair + 1], weights[pair], to);
    }
  }

  private static void addPair(int first, int second, int[] weights, int[] to) {
    for (int i = 0; i < to.length; i++) {
      int two = weights[i];
      to[i] += first * (two << 16 >> 16) + second * (two >> 16);
    }
  }

  /** Two at a time, so that what is added to is read and written less often. */
  private void addTwoPairs(int[] vector, int pair, int[] to) {
    int first = vector[2 * pair];
    int second = vector[2 * pair + 1];
    int third = vector[2 * pair + 2];
    int fourth = vector[2 * pair + 3];
    int[] ofFirst = weights[pair];
    int[] ofThird = weights[pair + 1];
    for (int i = 0; i < to.length; i++) {
      int one = ofFirst[i];
      int other = ofThird[i];
      to[i] +=
          first * (one << 16 >> 16)
              + second * (one >> 16)
              + third * (other << 16 >> 16)
              + fourth * (other >> 16);
    }
  }
}
