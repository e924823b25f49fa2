package dev.replyguard.text;

import java.util.Arrays;

/** Numbers the distinct buckets of a text in the order of first occurrence. */
final class DistinctBuckets {
  private static final int SMALLEST_TABLE = 256;

  private int size;
  private int[] buckets = new int[1024];

  // Open addressing with linear probing: the bucket plus one in the upper half, its index in the
  // lower, so that a look-up touches one array; 0 for free.
  private long[] table = new long[SMALLEST_TABLE];
  private int mask = SMALLEST_TABLE - 1;

  int size() {
    return size;
  }

  int bucket(int index) {
    return buckets[index];
  }

  int[] toArray() {
    return Arrays.copyOf(buckets, size);
  }

  /** Forgets all, and makes room for that many occurrences. */
  void reset(int occurrences) {
    size = 0;
    if (buckets.length < occurrences) {
      buckets = new int[Math.max(occurrences, 2 * buckets.length)];
    }
    // At most two thirds full, whatever repeats; a small table stays in the nearest cache.
    int wanted = Math.max(occurrences + occurrences / 2, SMALLEST_TABLE / 2);
    int slots = Integer.highestOneBit(wanted) << 1;
    if (table.length < slots) {
      table = new long[slots];
    } else {
      Arrays.fill(table, 0, slots, 0);
    }
    mask = slots - 1;
  }

  /** The number of {@code bucket}, given to it now if it has none. */
  int add(int bucket) {
    int slot = slotOf(bucket);
    long entry = table[slot];
    if (entry != 0) {
      return (int) entry;
    }
    buckets[size] = bucket;
    table[slot] = (bucket + 1L) << Integer.SIZE | size;
    return size++;
  }

  /** The number of a bucket that has one. */
  int indexOf(int bucket) {
    return (int) table[slotOf(bucket)];
  }

  /** The slot that holds {@code bucket}, or the free one where it belongs. */
  private int slotOf(int bucket) {
    int slot = bucket & mask;
    int key = bucket + 1;
    int found = (int) (table[slot] >>> Integer.SIZE);
    while (found != key && found != 0) {
      slot = (slot + 1) & mask;
      found = (int) (table[slot] >>> Integer.SIZE);
    }
    return slot;
  }
}
