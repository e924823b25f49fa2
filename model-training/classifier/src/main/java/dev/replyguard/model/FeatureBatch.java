package dev.replyguard.model;

import java.util.Arrays;

/**
 * Buckets and what they are worth, gathered so that {@link FlatWeights} can fetch the weights of
 * many at once. Used again and again without garbage; it belongs to one thread.
 */
final class FeatureBatch {
  private int[] buckets = new int[256];
  private double[] values = new double[256];
  private int size;
  private double squares;

  void clear() {
    size = 0;
    squares = 0;
  }

  /** Makes room for that many more; the buckets' array may be written to from {@link #size} on. */
  int[] reserve(int more) {
    if (buckets.length < size + more) {
      buckets = Arrays.copyOf(buckets, 2 * (size + more));
      values = Arrays.copyOf(values, buckets.length);
    }
    return buckets;
  }

  /** Adds a bucket for which there is room, and what it adds to the sum of squared factors. */
  void add(int bucket, double value, double square) {
    buckets[size] = bucket;
    values[size] = value;
    size++;
    squares += square;
  }

  int size() {
    return size;
  }

  int bucket(int index) {
    return buckets[index];
  }

  double value(int index) {
    return values[index];
  }

  /** The sum of the squared factors of all that was added, dropped or not. */
  double squares() {
    return squares;
  }

  /** Puts a row's place where a bucket was. */
  void put(int at, int row, double value) {
    buckets[at] = row;
    values[at] = value;
  }
}
