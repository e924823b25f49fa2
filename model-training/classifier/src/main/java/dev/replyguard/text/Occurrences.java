package dev.replyguard.text;

import java.util.Arrays;

/**
 * Every occurrence of a feature in a text: its bucket, its place, its worth. Filled again and again
 * without garbage; it belongs to one thread.
 */
final class Occurrences {
  private static final int NAME_SHIFT = 8;
  private static final int FEW = 16;

  private int size;
  private int[] buckets = new int[1024];
  // The start in the upper half, the end in the lower.
  private long[] places = new long[1024];
  private double[] values = new double[1024];
  private FeatureGroup[] groups = new FeatureGroup[1024];
  // For what has a name: its structural feature's code and step; else 0.
  private int[] names = new int[1024];

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int bucket(int occurrence) {
    return buckets[occurrence];
  }

  int start(int occurrence) {
    return (int) (places[occurrence] >> Integer.SIZE);
  }

  int end(int occurrence) {
    return (int) places[occurrence];
  }

  double value(int occurrence) {
    return values[occurrence];
  }

  void setValue(int occurrence, double value) {
    values[occurrence] = value;
  }

  /** Gives all the same worth. */
  void fillValues(double value) {
    Arrays.fill(values, 0, size, value);
  }

  boolean isIn(FeatureGroup group, int occurrence) {
    return groups[occurrence] == group;
  }

  /** The number of an occurrence's name, or 0. */
  int nameNumber(int occurrence) {
    return names[occurrence];
  }

  void add(int bucket, int start, int end, double value, FeatureGroup group) {
    if (size == buckets.length) {
      grow();
    }
    buckets[size] = bucket;
    places[size] = (long) start << Integer.SIZE | (end & 0xFFFF_FFFFL);
    values[size] = value;
    groups[size] = group;
    names[size] = 0;
    size++;
  }

  private void grow() {
    int capacity = 2 * size;
    buckets = Arrays.copyOf(buckets, capacity);
    places = Arrays.copyOf(places, capacity);
    values = Arrays.copyOf(values, capacity);
    groups = Arrays.copyOf(groups, capacity);
    names = Arrays.copyOf(names, capacity);
  }

  /** {@link #keepFirst} where a table costs more than it saves. */
  private int keepFirstOfFew() {
    int different = 0;
    for (int i = 0; i < size; i++) {
      int same = 0;
      for (int before = 0; before < i; before++) {
        same += buckets[before] == buckets[i] ? 1 : 0;
      }
      values[i] = same == 0 ? 1 : 0;
      different += same == 0 ? 1 : 0;
    }
    return different;
  }

  /** Names the occurrence added last. */
  void nameLast(StructuralFeature feature, int step) {
    names[size - 1] = feature.code() << NAME_SHIFT | step;
  }

  /** The name that a number stands for. */
  static String name(int number) {
    return StructuralFeature.ofCode(number >> NAME_SHIFT).describe(number & (1 << NAME_SHIFT) - 1);
  }

  /** Multiplies what a group's occurrences are worth. */
  void scale(FeatureGroup group, double factor) {
    for (int i = 0; i < size; i++) {
      if (groups[i] == group) {
        values[i] *= factor;
      }
    }
  }

  /** Takes all worth from occurrences of a bucket in a group but the first; how many have it. */
  int keepFirst(FeatureGroup group, Repetition repetition) {
    int all = 0;
    for (int i = 0; i < size; i++) {
      all += groups[i] == group ? 1 : 0;
    }
    if (all == size && all <= FEW) {
      return keepFirstOfFew();
    }
    repetition.reset(all);
    int different = 0;
    for (int i = 0; i < size; i++) {
      if (groups[i] == group) {
        boolean first = repetition.count(buckets[i]) == 1;
        values[i] = first ? 1 : 0;
        different += first ? 1 : 0;
      }
    }
    return different;
  }
}
