package dev.replyguard.model;

import java.util.Arrays;

/**
 * What tokens add to filters, as numbers of 8 bits, eight to a {@code long}: one addition serves
 * eight filters, as one in each part of a register does (Lamport, Multiple Byte Processing with
 * Full-Word Instructions, 1975). The compiler then works on several longs at a time, but does so in
 * plain Java for loops over one kind of array only that write to one of them, and well only where
 * arrays are read without an offset.
 *
 * <p>A number is {@value #MOST} less what the token falls short, in the filter's steps, of the most
 * that any adds at that place. The most at all three places together makes {@value #MOST} steps: so
 * what falls short by more leaves no response whatever the others add, and cutting it there loses
 * nothing. The sum of three numbers is {@value #ZERO} more than the response, and fits 8 bits.
 */
final class PackedResponses {
  /** How many filters share a long. */
  static final int LANES = 8;

  /** The greatest response there is room for, in steps; a number is at most this. */
  static final int MOST = 85;

  /** The sum of three numbers where the response is 0. */
  static final int ZERO = (NetworkWeights.WIDTH - 1) * MOST;

  private static final int LANE_BITS = 3;
  private static final int UPPER_BIT = 1 << (Byte.SIZE - 1);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long UPPER_BITS = EACH << (Byte.SIZE - 1);

  private PackedResponses() {}

  /** How many longs so many filters take. */
  static int columns(int filters) {
    return (filters + LANES - 1) / LANES;
  }

  /** The greatest responses of filters so far, none below 0. It belongs to one thread. */
  static final class Maxima {
    // Sums of three numbers, without the upper bit: as they are never below ZERO, it is always set.
    private final long[] sums;

    /** Maxima for what so many longs are for, all 0. */
    Maxima(int columns) {
      sums = new long[columns];
      clear();
    }

    int columns() {
      return sums.length;
    }

    /** Sets all back to 0. */
    void clear() {
      Arrays.fill(sums, EACH * (ZERO - UPPER_BIT));
    }

    /** Raises the maxima to the responses to three tokens in a row. */
    void raise(long[] before, long[] here, long[] after) {
      raise(before, here, after, sums);
    }

    /**
     * One loop without a branch: the upper bit, set before, is kept where the difference without it
     * is not negative; where the sum itself has it too, it becomes the mask that lets the
     * difference through.
     */
    private static void raise(long[] before, long[] here, long[] after, long[] maxima) {
      for (int i = 0; i < maxima.length; i++) {
        long sum = before[i] + here[i] + after[i];
        long difference = (sum | UPPER_BITS) - maxima[i];
        long kept = difference & sum & UPPER_BITS;
        maxima[i] += difference & (kept - (kept >>> (Byte.SIZE - 1)));
      }
    }

    /** The maximum of a filter in its steps. */
    int get(int column, int lane) {
      return number(sums[column], lane) + UPPER_BIT - ZERO;
    }
  }

  /** The number of the filter in a lane. */
  static int number(long packed, int lane) {
    return (int) (packed >>> (lane * Byte.SIZE)) & 0xFF;
  }

  /** Which of {@value #LANES} blocks of numbers to be {@linkplain #pack packed} is a lane's. */
  static int block(int lane) {
    return Integer.reverse(lane) >>> (Integer.SIZE - LANE_BITS);
  }

  /** What {@link #pack} writes to meanwhile. */
  static final class Scratch {
    private final int[] half;
    private final int[] quarter;

    /** For numbers that make so many longs. */
    Scratch(int longs) {
      half = new int[longs * LANES / 2];
      quarter = new int[longs * LANES / 4];
    }
  }

  /**
   * Packs numbers, cut where they are below 0 or beyond {@link #MOST}: the upper half of them is
   * put beside the lower one, again and again.
   *
   * @param numbers times a power of two, lane by lane in the order of {@link #block}; written to
   * @param shift of that power, 1 to 31
   */
  static void pack(int[] numbers, int shift, Scratch scratch, long[] into) {
    cut(numbers, shift);
    int[] half = scratch.half;
    System.arraycopy(numbers, half.length, half, 0, half.length);
    join(numbers, half, Byte.SIZE);
    int[] quarter = scratch.quarter;
    System.arraycopy(numbers, quarter.length, quarter, 0, quarter.length);
    join(numbers, quarter, Short.SIZE);
    for (int i = 0; i < into.length; i++) {
      long lower = numbers[i] & 0xFFFF_FFFFL;
      into[i] = lower | ((long) numbers[into.length + i] << Integer.SIZE);
    }
  }

  private static void cut(int[] numbers, int shift) {
    int half = 1 << (shift - 1);
    for (int i = 0; i < numbers.length; i++) {
      int number = (numbers[i] + half) >> shift;
      // Without a branch: the sign, spread over all bits, is the mask of what is cut.
      number &= ~(number >> 31);
      int over = number - MOST;
      numbers[i] = (over & (over >> 31)) + MOST;
    }
  }

  private static void join(int[] numbers, int[] upper, int shift) {
    for (int i = 0; i < upper.length; i++) {
      numbers[i] |= upper[i] << shift;
    }
  }
}
