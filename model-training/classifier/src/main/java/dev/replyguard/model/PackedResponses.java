package dev.replyguard.model;

import java.util.Arrays;

/**
 * What tokens add to filters, as numbers of 16 bits, four to a {@code long}: one addition serves
 * four filters, as one in each part of a register does (Lamport, Multiple Byte Processing with
 * Full-Word Instructions, 1975). The compiler then works on several longs at a time, but does so in
 * plain Java for loops over longs only, and well only where arrays are read without an offset.
 *
 * <p>A number is {@value #ZERO} more than what it means, so that none is negative and the sum of
 * three leaves the upper bit free: no filter's number ever reaches into the next one's.
 */
final class PackedResponses {
  /** How many filters share a long. */
  static final int LANES = 4;

  /** A response of one in these numbers; what trained networks add stays far below the largest. */
  static final float ONE = 512;

  /** The number of a token that adds nothing; twice this is the largest. */
  private static final int ZERO = 5461;

  private static final long EACH = 0x0001_0001_0001_0001L;
  private static final long UPPER_BITS = EACH << (Short.SIZE - 1);

  private PackedResponses() {}

  /** How many longs so many filters take. */
  static int longs(int filters) {
    return (filters + LANES - 1) / LANES;
  }

  /** So many longs of what adds nothing. */
  static long[] nothing(int longs) {
    long[] packed = new long[longs];
    Arrays.fill(packed, EACH * ZERO);
    return packed;
  }

  /** Sets maxima back to 0. */
  static void clear(long[] maxima) {
    Arrays.fill(maxima, EACH * ZERO * NetworkWeights.WIDTH);
  }

  /**
   * Packs what a token adds to filters; beyond what there is room for it is cut.
   *
   * @param exact read from {@code from} on
   * @param into written from the long {@code at} on; lanes left over add nothing
   */
  static void pack(float[] exact, int from, int count, long[] into, int at) {
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      into[at + i / LANES] =
          number(exact[from + i])
              | number(exact[from + i + 1]) << 16
              | number(exact[from + i + 2]) << 32
              | number(exact[from + i + 3]) << 48;
    }
    if (i < count) {
      long last = EACH * ZERO;
      for (int lane = 0; i + lane < count; lane++) {
        last += (number(exact[from + i + lane]) - ZERO) << (lane * Short.SIZE);
      }
      into[at + i / LANES] = last;
    }
  }

  private static long number(float exact) {
    // A cast cuts off towards 0, which rounds to the nearest where nothing is below 0.
    int number = (int) (exact * ONE + ZERO + 0.5f);
    return Math.max(0, Math.min(2 * ZERO, number));
  }

  /**
   * Raises the maxima to the responses to three tokens in a row: the sum of what each of them adds.
   * One loop without a branch: the upper bit, set before and kept where the difference is not
   * negative, becomes the mask that lets the difference through.
   */
  static void raise(long[] before, long[] here, long[] after, long[] maxima) {
    for (int i = 0; i < maxima.length; i++) {
      long differences = (before[i] + here[i] + after[i] | UPPER_BITS) - maxima[i];
      long kept = differences & UPPER_BITS;
      maxima[i] += differences & (kept - (kept >>> (Short.SIZE - 1)));
    }
  }

  /** What one token adds to a filter, in units of one in {@link #ONE}. */
  static int part(long[] packed, int filter) {
    return lane(packed[filter / LANES], filter % LANES) - ZERO;
  }

  /** A long's maximum, in units of one in {@link #ONE}; none is below 0. */
  static int maximum(long maxima, int lane) {
    return lane(maxima, lane) - ZERO * NetworkWeights.WIDTH;
  }

  /** The maximum of a filter of those from the long {@code at} on. */
  static float response(long[] maxima, int at, int filter) {
    return maximum(maxima[at + filter / LANES], filter % LANES) / ONE;
  }

  private static int lane(long packed, int lane) {
    return (int) (packed >>> (lane * Short.SIZE)) & 0xFFFF;
  }
}
