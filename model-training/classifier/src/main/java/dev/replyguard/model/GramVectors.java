package dev.replyguard.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The vectors of a network's n-grams, to be added up: eight bytes are read at once, and one
 * multiplication serves two of them. Immutable and thread-safe.
 */
final class GramVectors {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** From signed bytes to unsigned ones, which are {@value #OFFSET} more. */
  private static final long OFFSETS = 0x8080_8080_8080_8080L;

  private static final int OFFSET = 128;
  private static final long LOWEST_BYTES = 0x0000_00FF_0000_00FFL;

  /** The scales' largest; with a byte and {@link #AT_ONCE} of them it fills 32 bits. */
  private static final int LARGEST = (1 << 16) - 1;

  private static final int AT_ONCE = 1 << 8;

  private final int dimensions;
  private final byte[] numbers;
  private final int[] scales;
  private final float unit;

  /** The vectors of n-grams of a network. */
  GramVectors(NetworkWeights network) {
    dimensions = network.shape().dimensions();
    numbers = network.grams();
    float largest = FlatWeights.largest(network.gramScales());
    unit = largest / LARGEST;
    scales = new int[network.gramScales().length];
    for (int gram = 0; gram < scales.length && largest > 0; gram++) {
      scales[gram] = Math.round(network.gramScales()[gram] / largest * LARGEST);
    }
  }

  /**
   * Writes the vector of a token that is not in the vocabulary to {@code into}: the sum of its
   * n-grams' vectors, divided by the square root of their number.
   *
   * @param buckets of its n-grams
   * @param count how many of them there are
   */
  void compose(int[] buckets, int count, float[] into) {
    float norm = count == 0 ? 0 : (float) (unit / Math.sqrt(count));
    int whole = dimensions & -Long.BYTES;
    Arrays.fill(into, 0, dimensions, 0);
    for (int start = 0; start < count; start += AT_ONCE) {
      int end = Math.min(count, start + AT_ONCE);
      for (int i = 0; i < whole; i += Long.BYTES) {
        addEight(buckets, start, end, i, into);
      }
      for (int i = whole; i < dimensions; i++) {
        addOne(buckets, start, end, i, into);
      }
    }
    for (int i = 0; i < dimensions; i++) {
      into[i] *= norm;
    }
  }

  private void addEight(int[] buckets, int start, int end, int at, float[] into) {
    long first = 0;
    long second = 0;
    long third = 0;
    long fourth = 0;
    long offset = 0;
    for (int i = start; i < end; i++) {
      int bucket = buckets[i];
      long scale = scales[bucket];
      long eight = (long) LONGS.get(numbers, bucket * dimensions + at) ^ OFFSETS;
      first += (eight & LOWEST_BYTES) * scale;
      second += (eight >>> 8 & LOWEST_BYTES) * scale;
      third += (eight >>> 16 & LOWEST_BYTES) * scale;
      fourth += (eight >>> 24 & LOWEST_BYTES) * scale;
      offset += scale * OFFSET;
    }
    take(first, offset, into, at);
    take(second, offset, into, at + 1);
    take(third, offset, into, at + 2);
    take(fourth, offset, into, at + 3);
  }

  /** Takes out two sums, four numbers apart. */
  private static void take(long sums, long offset, float[] into, int at) {
    into[at] += (sums & 0xFFFF_FFFFL) - offset;
    into[at + 4] += (sums >>> Integer.SIZE) - offset;
  }

  private void addOne(int[] buckets, int start, int end, int at, float[] into) {
    int sum = 0;
    for (int i = start; i < end; i++) {
      sum += numbers[buckets[i] * dimensions + at] * scales[buckets[i]];
    }
    into[at] += sum;
  }
}
