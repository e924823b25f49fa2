package dev.replyguard.model;

import java.util.Arrays;

/**
 * What tokens add to filters, as numbers of 16 bits, two to an {@code int}: one addition serves two
 * filters, as one in each part of a register does (Lamport, Multiple Byte Processing with Full-Word
 * Instructions, 1975). The compiler then works on many ints at a time, but does so in plain Java
 * for loops over ints only, and well only where arrays are read without an offset.
 *
 * <p>A number is {@value #ZERO} more than what it means, so that none is negative and the sum of
 * three leaves the upper bit free: no filter's number ever reaches into the next one's. The first
 * half of the filters lies in the lower bits, the second half in the upper ones.
 */
final class PackedResponses {
  /** How many filters share an int. */
  static final int LANES = 2;

  /** Two to this power is {@link #ONE}. */
  static final int ONE_BITS = 9;

  /** A response of one in these numbers; what trained networks add stays far below the largest. */
  static final float ONE = 1 << ONE_BITS;

  /** The number of a token that adds nothing; twice this is the largest. */
  private static final int ZERO = 5461;

  private static final int EACH = 0x0001_0001;
  private static final int UPPER_BITS = EACH << (Short.SIZE - 1);

  private PackedResponses() {}

  /** How many ints so many filters take. */
  static int columns(int filters) {
    return (filters + LANES - 1) / LANES;
  }

  /** So many ints of what adds nothing. */
  static int[] nothing(int columns) {
    int[] packed = new int[columns];
    Arrays.fill(packed, EACH * ZERO);
    return packed;
  }

  /** Sets maxima back to 0. */
  static void clear(int[] maxima) {
    Arrays.fill(maxima, EACH * ZERO * NetworkWeights.WIDTH);
  }

  /**
   * Packs what a token adds to filters; beyond what there is room for it is cut.
   *
   * @param lower of filters in the lower bits, in units of one in {@link #ONE} shifted to the left
   * @param upper of filters in the upper bits, as many
   * @param shift by so many bits, 1 to 31
   */
  static void pack(int[] lower, int[] upper, int shift, int[] into) {
    int half = 1 << (shift - 1);
    for (int i = 0; i < into.length; i++) {
      int low = ((lower[i] + half) >> shift) + ZERO;
      int high = ((upper[i] + half) >> shift) + ZERO;
      // Without a branch: the sign, spread over all bits, is the mask of what is cut.
      low &= ~(low >> 31);
      high &= ~(high >> 31);
      int overLow = low - 2 * ZERO;
      int overHigh = high - 2 * ZERO;
      low = (overLow & (overLow >> 31)) + 2 * ZERO;
      high = (overHigh & (overHigh >> 31)) + 2 * ZERO;
      into[i] = low + (high << Short.SIZE);
    }
  }

  /**
   * Raises the maxima to the responses to three tokens in a row: the sum of what each of them adds.
   * One loop without a branch: the upper bit, set before and kept where the difference is not
   * negative, becomes the mask that lets the difference through.
   */
  static void raise(int[] before, int[] here, int[] after, int[] maxima) {
    for (int i = 0; i < maxima.length; i++) {
      int differences = (before[i] + here[i] + after[i] | UPPER_BITS) - maxima[i];
      int kept = differences & UPPER_BITS;
      maxima[i] += differences & (kept - (kept >>> (Short.SIZE - 1)));
    }
  }

  /** What one token adds to a filter of an int, in units of one in {@link #ONE}. */
  static int part(int packed, int lane) {
    return lane(packed, lane) - ZERO;
  }

  /** A maximum of an int, in units of one in {@link #ONE}; none is below 0. */
  static int maximum(int maxima, int lane) {
    return lane(maxima, lane) - ZERO * NetworkWeights.WIDTH;
  }

  /** The maximum of a filter of those whose {@code columns} ints start at {@code at}. */
  static float response(int[] maxima, int at, int columns, int filter) {
    return maximum(maxima[at + filter % columns], filter / columns) / ONE;
  }

  private static int lane(int packed, int lane) {
    return packed >>> (lane * Short.SIZE) & 0xFFFF;
  }
}
