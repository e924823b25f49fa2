package dev.replyguard.model;

/**
 * The filters of a network in whole numbers: what a token adds to each of them is worked out in
 * loops over ints alone, of which the compiler does many at a time, up to the {@linkplain
 * PackedResponses packed} form. Immutable and thread-safe; it writes to what it is given.
 *
 * <p>Vectors and weights are rounded to multiples of powers of two, chosen for the network so that
 * no sum leaves an int: for trained networks far finer than what packing rounds to. What is beyond
 * such numbers is cut.
 */
final class FilterBank {
  private static final int WEIGHT_BITS = 12;

  /** The products' sum stays below two to this power, which leaves room for the bias. */
  private static final int SUM_BITS = 30;

  private static final int MIN_SCALE = 5;

  /** Finer would be of no use, and leave no room for biases. */
  private static final int MAX_SCALE = 12;

  /** Beyond, packing cuts anyway. */
  private static final float LARGEST_BIAS = 16;

  /** A float holds twice as much, and halves. */
  private static final int LARGEST = 1 << 20;

  private final int filters;
  private final int columns;
  // For each dimension the weights of all filters at all places, as PackedResponses orders them:
  // the compiler works on many at a time where no offset is added, and in long loops.
  private final int[][] weights;
  private final int[] biases;
  private final float factor;
  private final int largest;
  private final int shift;

  /**
   * The filters of a network.
   *
   * @param reach what numbers of vectors reach; those beyond may be cut
   */
  FilterBank(NetworkWeights network, float reach) {
    int dimensions = network.shape().dimensions();
    filters = network.shape().filters();
    columns = PackedResponses.columns(filters);
    int weightScale = scale(FlatWeights.largest(network.filters()), WEIGHT_BITS);
    float weightFactor = 1 << weightScale;
    weights = new int[dimensions][NetworkWeights.WIDTH * PackedResponses.LANES * columns];
    int most = 1;
    for (int place = 0; place < NetworkWeights.WIDTH; place++) {
      for (int filter = 0; filter < filters; filter++) {
        int sum = 0;
        for (int i = 0; i < dimensions; i++) {
          float weight = network.filters()[(place * dimensions + i) * filters + filter];
          int number = rounded(weight * weightFactor, (1 << WEIGHT_BITS) - 1);
          weights[i][at(place, filter)] = number;
          sum += Math.abs(number);
        }
        most = Math.max(most, sum);
      }
    }
    // Times so much a filter's weights, all of one sign, stay below the limit.
    largest = Math.min(LARGEST, (1 << SUM_BITS) / (most + 1));
    int vectorScale = scale(reach, bits(largest) - 1);
    factor = 1 << vectorScale;
    shift = weightScale + vectorScale - PackedResponses.ONE_BITS;
    biases = new int[NetworkWeights.WIDTH * PackedResponses.LANES * columns];
    for (int filter = 0; filter < filters; filter++) {
      float bias = Math.max(-LARGEST_BIAS, Math.min(LARGEST_BIAS, network.biases()[filter]));
      biases[at(1, filter)] = Math.round(Math.scalb(bias, weightScale + vectorScale));
    }
  }

  private int at(int place, int filter) {
    return (filter / columns * NetworkWeights.WIDTH + place) * columns + filter % columns;
  }

  /** How many bits a number has. */
  private static int bits(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number);
  }

  /** The power of two to multiply by so that what is as large as {@code reach} has so many bits. */
  private static int scale(float reach, int bits) {
    int scale = reach == 0 ? MAX_SCALE : bits - 1 - Math.getExponent(reach);
    return Math.max(MIN_SCALE, Math.min(MAX_SCALE, scale));
  }

  /** The nearest whole number, cut where it is beyond {@code most}, whatever its sign. */
  private static int rounded(float number, int most) {
    // A cast cuts off towards 0, which rounds to the nearest where nothing is below 0.
    return Math.max(0, Math.min(2 * most, (int) (number + most + 0.5f))) - most;
  }

  /** What one thread writes to. */
  static final class Scratch {
    private final int[] vector;
    private final int[] responses;
    private final int[] upper;
    private final int[] packed;

    /** For what {@code bank} writes, and any other of its sizes. */
    Scratch(FilterBank bank) {
      vector = new int[bank.weights.length];
      responses = new int[bank.biases.length];
      upper = new int[responses.length / PackedResponses.LANES];
      packed = new int[upper.length];
    }

    boolean fits(FilterBank bank) {
      return vector.length == bank.weights.length && responses.length == bank.biases.length;
    }
  }

  /** How many ints what a token adds to the filters takes at each place, once packed. */
  int columns() {
    return columns;
  }

  /**
   * Writes what a token adds to each filter at each place to {@code row}, from the int {@code at}
   * on.
   *
   * @param vector the token's
   */
  void write(float[] vector, Scratch scratch, TokenRow row, int at) {
    for (int i = 0; i < weights.length; i++) {
      scratch.vector[i] = rounded(vector[i] * factor, largest);
    }
    respond(scratch.vector, scratch.responses);
    int half = scratch.upper.length;
    System.arraycopy(scratch.responses, half, scratch.upper, 0, half);
    PackedResponses.pack(scratch.responses, scratch.upper, shift, scratch.packed);
    for (int place = 0; place < NetworkWeights.WIDTH; place++) {
      System.arraycopy(scratch.packed, place * columns, row.at(place), at, columns);
    }
  }

  /** The lower halves of all places, then the upper ones. */
  private void respond(int[] vector, int[] to) {
    System.arraycopy(biases, 0, to, 0, to.length);
    int i = 0;
    for (; i + 4 <= weights.length; i += 4) {
      addFour(vector, i, to);
    }
    for (; i < weights.length; i++) {
      add(vector[i], weights[i], to);
    }
  }

  private static void add(int value, int[] weights, int[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += value * weights[i];
    }
  }

  /** Four at a time, so that what is added to is read and written less often. */
  private void addFour(int[] vector, int at, int[] to) {
    int first = vector[at];
    int second = vector[at + 1];
    int third = vector[at + 2];
    int fourth = vector[at + 3];
    int[] ofFirst = weights[at];
    int[] ofSecond = weights[at + 1];
    int[] ofThird = weights[at + 2];
    int[] ofFourth = weights[at + 3];
    for (int i = 0; i < to.length; i++) {
      to[i] +=
          first * ofFirst[i] + second * ofSecond[i] + third * ofThird[i] + fourth * ofFourth[i];
    }
  }
}
