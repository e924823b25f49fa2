package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import java.util.Arrays;

/**
 * Features, labels and folds of some comments, in arrays shared by all of them (compressed sparse
 * rows): a feature costs 8 bytes and nothing beside. Immutable once built; its arrays are not
 * copied and must not be changed.
 */
final class FeatureRows {
  /**
   * How many features are kept together. The arrays then stay below half a region of the garbage
   * collector, beyond which it would give each one regions of its own and waste what is left there.
   */
  static final int CELLS = 120_000;

  private static final int LABELS = Label.ALL.size();

  private final int[] ends;
  private final int[] buckets;
  private final float[] values;
  private final float[] labels;
  private final byte[] folds;

  /**
   * Rows.
   *
   * @param ends for each row, where its features end in {@code buckets} and {@code values}; they
   *     start where those of the row before end
   * @param buckets of a row's features, strictly rising
   * @param values what each feature is worth
   * @param labels for each row one value a label, in label order, NaN where nobody was asked
   * @param folds one for each row
   */
  FeatureRows(int[] ends, int[] buckets, float[] values, float[] labels, byte[] folds) {
    if (buckets.length != values.length
        || labels.length != LABELS * ends.length
        || folds.length != ends.length
        || (ends.length > 0 && ends[ends.length - 1] != buckets.length)) {
      throw new IllegalArgumentException("arrays of one length expected");
    }
    this.ends = ends;
    this.buckets = buckets;
    this.values = values;
    this.labels = labels;
    this.folds = folds;
  }

  /** How many comments there are. */
  int size() {
    return ends.length;
  }

  /** Where a row's features start. */
  int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /** Where a row's features end, exclusive. */
  int end(int row) {
    return ends[row];
  }

  /** The bucket at a place between a row's {@link #start} and {@link #end}. */
  int bucket(int cell) {
    return buckets[cell];
  }

  /** The value at a place between a row's {@link #start} and {@link #end}. */
  float value(int cell) {
    return values[cell];
  }

  /** The share of raters who gave a row the label of that index, NaN where nobody was asked. */
  float share(int row, int label) {
    return labels[row * LABELS + label];
  }

  /** Whether somebody was asked about some label of a row, and nobody gave any. */
  boolean isClean(int row) {
    return LabelledComment.isClean(labels, row * LABELS);
  }

  /** A row's fold, 0 to 9. */
  int fold(int row) {
    return folds[row];
  }

  int[] ends() {
    return ends;
  }

  int[] buckets() {
    return buckets;
  }

  float[] values() {
    return values;
  }

  float[] labels() {
    return labels;
  }

  byte[] folds() {
    return folds;
  }

  /** Gathers rows until there are enough for {@link FeatureRows}. For one thread. */
  static final class Builder {
    private int rows;
    private int cells;
    private int[] ends = new int[512];
    private int[] buckets = new int[CELLS];
    private float[] values = new float[CELLS];
    private float[] labels = new float[512 * LABELS];
    private byte[] folds = new byte[512];

    /** Whether a row of that many features should rather go into other rows. */
    boolean isFullFor(int more) {
      return rows > 0 && cells + more > CELLS;
    }

    boolean isEmpty() {
      return rows == 0;
    }

    /**
     * Adds a row.
     *
     * @param features bucket and value of each, as {@code bucket << 32 | floatToIntBits(value)},
     *     strictly rising by bucket
     * @param size how many of {@code features} are the row's
     * @param shares one a label, in label order
     */
    void add(long[] features, int size, float[] shares, int fold) {
      reserve(size);
      for (int i = 0; i < size; i++) {
        buckets[cells] = (int) (features[i] >>> 32);
        values[cells++] = Float.intBitsToFloat((int) features[i]);
      }
      ends[rows] = cells;
      System.arraycopy(shares, 0, labels, rows * LABELS, LABELS);
      folds[rows++] = (byte) fold;
    }

    private void reserve(int more) {
      if (cells + more > buckets.length) {
        buckets = Arrays.copyOf(buckets, cells + more);
        values = Arrays.copyOf(values, cells + more);
      }
      if (rows == ends.length) {
        ends = Arrays.copyOf(ends, 2 * rows);
        labels = Arrays.copyOf(labels, 2 * rows * LABELS);
        folds = Arrays.copyOf(folds, 2 * rows);
      }
    }

    /** The rows added since the last call. */
    FeatureRows build() {
      FeatureRows built =
          new FeatureRows(
              Arrays.copyOf(ends, rows),
              Arrays.copyOf(buckets, cells),
              Arrays.copyOf(values, cells),
              Arrays.copyOf(labels, rows * LABELS),
              Arrays.copyOf(folds, rows));
      rows = 0;
      cells = 0;
      return built;
    }
  }
}
