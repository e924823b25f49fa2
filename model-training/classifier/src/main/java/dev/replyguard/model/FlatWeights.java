package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import java.util.Arrays;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.VariableInfo;
import org.tribuo.common.sgd.AbstractLinearSGDModel;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.multilabel.MultiLabel;

/**
 * The weights of Tribuo's linear model in the order that scoring reads them: the weights of all
 * labels for one bucket lie side by side, so a feature costs one or two cache lines instead of one
 * for each label. Immutable.
 */
final class FlatWeights {
  static final int LABELS = Label.ALL.size();

  /** The place of the row of a bucket that has none. */
  private static final int NONE = -1;

  /**
   * Floats left free before the first row. With the 16 bytes of an array's header they fill a cache
   * line, so that in a large array, which starts on one, no row lies across two.
   */
  private static final int ALIGNMENT = 12;

  private final int hashBits;
  private final float[] biases;
  // A bit for each bucket that has a row, 64 to a word, and before each word how many rows there
  // are up to it: 24 times smaller than the rows' places, so that it stays in a near cache.
  private final long[] present;
  private final int[] ranks;
  private final float[] weights;

  /**
   * Lays out rows of weights.
   *
   * @param biases one for each label
   * @param buckets the buckets that have a row, strictly rising
   * @param rows for each of them the weights of all labels
   */
  FlatWeights(int hashBits, float[] biases, int[] buckets, float[] rows) {
    this.hashBits = hashBits;
    this.biases = biases.clone();
    present = new long[(1 << hashBits) / Long.SIZE];
    ranks = new int[present.length];
    weights = new float[ALIGNMENT + rows.length];
    System.arraycopy(rows, 0, weights, ALIGNMENT, rows.length);
    for (int bucket : buckets) {
      present[bucket >> 6] |= 1L << bucket;
    }
    for (int word = 1; word < present.length; word++) {
      ranks[word] = ranks[word - 1] + Long.bitCount(present[word - 1]);
    }
  }

  /**
   * Takes the weights out of Tribuo's model.
   *
   * @throws IllegalArgumentException when its labels are not ours, or a feature is no bucket
   */
  static FlatWeights of(AbstractLinearSGDModel<MultiLabel> model, int hashBits) {
    int[] labelIds = labelIds(model.getOutputIDInfo());
    DenseMatrix matrix = model.getWeightsCopy();
    int features = model.getFeatureIDMap().size();
    int[] ids = new int[1 << hashBits];
    Arrays.fill(ids, -1);
    for (VariableInfo feature : model.getFeatureIDMap()) {
      int bucket = FeatureNames.bucket(feature.getName(), hashBits);
      ids[bucket] = model.getFeatureIDMap().getID(feature.getName());
    }
    int[] buckets = new int[features];
    float[] rows = new float[features * LABELS];
    float[] biases = new float[LABELS];
    int row = 0;
    for (int bucket = 0; bucket < ids.length; bucket++) {
      if (ids[bucket] >= 0) {
        for (int label = 0; label < LABELS; label++) {
          rows[row * LABELS + label] = (float) matrix.get(labelIds[label], ids[bucket]);
        }
        buckets[row++] = bucket;
      }
    }
    for (int label = 0; label < LABELS; label++) {
      biases[label] = (float) matrix.get(labelIds[label], features);
    }
    return new FlatWeights(hashBits, biases, buckets, rows);
  }

  private static int[] labelIds(ImmutableOutputInfo<MultiLabel> outputs) {
    int[] ids = new int[LABELS];
    for (Label label : Label.ALL) {
      ids[label.index()] = outputs.getID(new MultiLabel(label.key()));
      if (ids[label.index()] < 0) {
        throw new IllegalArgumentException("labels: " + label.key() + " expected, not found");
      }
    }
    if (outputs.size() != LABELS) {
      throw new IllegalArgumentException("labels: " + LABELS + " expected, got " + outputs.size());
    }
    return ids;
  }

  int hashBits() {
    return hashBits;
  }

  float bias(int label) {
    return biases[label];
  }

  /** The weight of a bucket for a label; 0 where the model does not know the bucket. */
  float weight(int bucket, int label) {
    int row = row(bucket);
    return row == NONE ? 0 : weights[row + label];
  }

  /** Whether the bucket's weights are not all zero. */
  boolean matters(int bucket) {
    for (int label = 0; label < LABELS; label++) {
      if (weight(bucket, label) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Writes each label's log-odds for a text's features into {@code logits}. */
  void logits(FeatureBuffer features, double[] logits) {
    for (int label = 0; label < LABELS; label++) {
      logits[label] = biases[label];
    }
    for (int i = 0; i < features.size(); i++) {
      add(features.bucket(i), features.value(i), logits);
    }
  }

  /** Adds the bucket's weights, times {@code value}, to the first sums of {@code sums}. */
  void add(int bucket, double value, double[] sums) {
    int row = row(bucket);
    if (row != NONE) {
      addRow(row, value, sums);
    }
  }

  /**
   * Adds the weights of a batch's buckets, times their values, to the first sums of {@code sums};
   * afterwards the batch holds nothing of use.
   *
   * <p>Three passes: the first finds the rows, dropping buckets without; the second reads the first
   * label's weights alone, and is so short that the processor fetches many rows at once instead of
   * waiting for one after the other; the third finds them in its cache.
   */
  void add(FeatureBatch batch, double[] sums) {
    int rows = 0;
    for (int i = 0; i < batch.size(); i++) {
      int row = row(batch.bucket(i));
      if (row != NONE) {
        batch.put(rows++, row, batch.value(i));
      }
    }
    double first = 0;
    for (int i = 0; i < rows; i++) {
      first += batch.value(i) * weights[batch.bucket(i)];
    }
    sums[0] += first;
    double second = 0;
    double third = 0;
    double fourth = 0;
    double fifth = 0;
    double sixth = 0;
    double seventh = 0;
    double eighth = 0;
    for (int i = 0; i < rows; i++) {
      int row = batch.bucket(i);
      double value = batch.value(i);
      second += value * weights[row + 1];
      third += value * weights[row + 2];
      fourth += value * weights[row + 3];
      fifth += value * weights[row + 4];
      sixth += value * weights[row + 5];
      seventh += value * weights[row + 6];
      eighth += value * weights[row + 7];
    }
    sums[1] += second;
    sums[2] += third;
    sums[3] += fourth;
    sums[4] += fifth;
    sums[5] += sixth;
    sums[6] += seventh;
    sums[7] += eighth;
  }

  private void addRow(int row, double value, double[] sums) {
    for (int label = 0; label < LABELS; label++) {
      sums[label] += value * weights[row + label];
    }
  }

  private int row(int bucket) {
    long bits = present[bucket >> 6];
    long bit = 1L << bucket;
    if ((bits & bit) == 0) {
      return NONE;
    }
    return ALIGNMENT + (ranks[bucket >> 6] + Long.bitCount(bits & (bit - 1))) * LABELS;
  }
}
