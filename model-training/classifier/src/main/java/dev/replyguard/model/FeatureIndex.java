package dev.replyguard.model;

import java.nio.IntBuffer;

/**
 * Finds the number of a bucket's row among the rows of a model, which has none for most buckets. A
 * bucket's row is found by its bit and by how many bits there are before it: one look-up in a table
 * that is small enough for a near cache. Immutable.
 */
final class FeatureIndex {
  /** The row of a bucket that has none. */
  static final int NONE = -1;

  // For 32 buckets in the lower half a bit for each that has a row, in the upper half how many rows
  // there are before them.
  private final long[] entries;

  /**
   * An index.
   *
   * @param buckets how many buckets there are, a multiple of 32
   * @param present those that have a row, strictly rising
   */
  FeatureIndex(int buckets, int[] present) {
    entries = new long[buckets / Integer.SIZE];
    for (int bucket : present) {
      entries[bucket >>> 5] |= 1L << (bucket & 31);
    }
    count(entries);
  }

  private FeatureIndex(long[] entries) {
    this.entries = entries;
  }

  /** An index of the buckets that have a bit, the lowest of each number first. */
  static FeatureIndex ofBits(IntBuffer bits) {
    long[] entries = new long[bits.remaining()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = bits.get() & 0xFFFF_FFFFL;
    }
    count(entries);
    return new FeatureIndex(entries);
  }

  private static void count(long[] entries) {
    long before = 0;
    for (int i = 0; i < entries.length; i++) {
      int bits = (int) entries[i];
      entries[i] |= before << Integer.SIZE;
      before += Integer.bitCount(bits);
    }
  }

  /** How many buckets have a row. */
  int rows() {
    long last = entries[entries.length - 1];
    return (int) (last >>> Integer.SIZE) + Integer.bitCount((int) last);
  }

  /** How many buckets there are. */
  int buckets() {
    return entries.length * Integer.SIZE;
  }

  /** The number of the bucket's row, or {@link #NONE}. */
  int find(int bucket) {
    long entry = entries[bucket >>> 5];
    return ((int) entry >>> bucket & 1) == 0 ? NONE : row(entry, bucket);
  }

  /** The number of the row that a bucket has or would have. */
  private static int row(long entry, int bucket) {
    // A shift of an int looks at the lowest five bits of the bucket alone.
    int before = Integer.bitCount((int) entry & ((1 << bucket) - 1));
    return (int) (entry >>> Integer.SIZE) + before;
  }

  /**
   * Puts rows in the place of buckets, dropping buckets without; how many are left. The loop has no
   * branch to guess, so that the processor looks many buckets up at once.
   */
  int find(int[] buckets, int size) {
    int rows = 0;
    for (int i = 0; i < size; i++) {
      int bucket = buckets[i];
      long entry = entries[bucket >>> 5];
      buckets[rows] = row(entry, bucket);
      rows += (int) entry >>> bucket & 1;
    }
    return rows;
  }
}
