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

  /** Above this share of buckets in use an index would cost more than it saves. */
  private static final double DENSE = 0.8;

  /**
   * Floats left free before the first row. With the 16 bytes of an array's header they fill a cache
   * line, so that in a large array, which starts on one, no row lies across two.
   */
  private static final int ALIGNMENT = 12;

  private final int hashBits;
  private final float[] biases;
  // Where each bucket's weights start; empty where every bucket has its place. Buckets that the
  // model does not know share the first row, which is all zero.
  private final int[] index;
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
    if (buckets.length >= DENSE * (1 << hashBits)) {
      index = new int[0];
      weights = new float[ALIGNMENT + (LABELS << hashBits)];
      for (int i = 0; i < buckets.length; i++) {
        System.arraycopy(rows, i * LABELS, weights, ALIGNMENT + buckets[i] * LABELS, LABELS);
      }
    } else {
      index = new int[1 << hashBits];
      Arrays.fill(index, ALIGNMENT);
      weights = new float[ALIGNMENT + LABELS + rows.length];
      System.arraycopy(rows, 0, weights, ALIGNMENT + LABELS, rows.length);
      for (int i = 0; i < buckets.length; i++) {
        index[buckets[i]] = ALIGNMENT + (i + 1) * LABELS;
      }
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
    return weights[row(bucket) + label];
  }

  /** Whether the bucket's weights are not all zero. */
  boolean matters(int bucket) {
    int row = row(bucket);
    for (int label = 0; label < LABELS; label++) {
      if (weights[row + label] != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Writes each label's log-odds for a text's features into {@code logits}.
   *
   * <p>Two passes: the first label's alone is so short that the processor fetches many rows at once
   * instead of waiting for one after the other; the other labels then find them in its cache. It
   * takes two thirds of the time that one pass takes.
   */
  void logits(FeatureBuffer features, double[] logits) {
    double first = biases[0];
    for (int i = 0; i < features.size(); i++) {
      first += (double) features.value(i) * weights[row(features.bucket(i))];
    }
    logits[0] = first;
    for (int label = 1; label < LABELS; label++) {
      logits[label] = biases[label];
    }
    for (int i = 0; i < features.size(); i++) {
      int row = row(features.bucket(i));
      double value = features.value(i);
      for (int label = 1; label < LABELS; label++) {
        logits[label] += value * weights[row + label];
      }
    }
  }

  /** Adds the bucket's weights, times {@code factor}, to the first sums of {@code sums}. */
  void add(int bucket, double factor, double[] sums) {
    int row = row(bucket);
    for (int label = 0; label < LABELS; label++) {
      sums[label] += factor * weights[row + label];
    }
  }

  private int row(int bucket) {
    return index.length == 0 ? ALIGNMENT + bucket * LABELS : index[bucket];
  }
}
