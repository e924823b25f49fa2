package dev.replyguard.model;

import java.util.Arrays;

/**
 * Buckets of features, gathered so that the rows of many can be fetched at once: those that count
 * once apart from those that count more or less. Used again and again without garbage; it belongs
 * to one thread.
 */
final class FeatureBatch {
  private int[] once = new int[256];
  private int size;
  private int[] weighted = new int[64];
  private double[] weights = new double[64];
  private int weightedSize;
  private double squares;

  void clear() {
    size = 0;
    weightedSize = 0;
    squares = 0;
  }

  /** Makes room for that many more that count once. */
  int[] reserve(int more) {
    if (once.length < size + more) {
      once = Arrays.copyOf(once, 2 * (size + more));
    }
    return once;
  }

  /** Adds a bucket that counts once, for which there is room. */
  void add(int bucket) {
    once[size++] = bucket;
  }

  /** Adds a bucket that counts {@code weight} times. */
  void add(int bucket, double weight) {
    if (weightedSize == weighted.length) {
      weighted = Arrays.copyOf(weighted, 2 * weightedSize);
      weights = Arrays.copyOf(weights, 2 * weightedSize);
    }
    weighted[weightedSize] = bucket;
    weights[weightedSize] = weight;
    weightedSize++;
  }

  /** Adds to the sum of squared factors. */
  void addSquares(double more) {
    squares += more;
  }

  /** How many buckets that count once there are. */
  int size() {
    return size;
  }

  /** The sum of the squared factors of all that was added, whether it has a row or not. */
  double squares() {
    return squares;
  }

  /** Adds the buckets' rows to {@code sums}; afterwards the batch holds nothing of use. */
  void sum(FeatureIndex index, PackedRows rows, double[] sums) {
    rows.add(once, index.find(once, size), sums);
    for (int i = 0; i < weightedSize; i++) {
      int row = index.find(weighted[i]);
      if (row != FeatureIndex.NONE) {
        rows.add(row, weights[i], sums);
      }
    }
  }
}
