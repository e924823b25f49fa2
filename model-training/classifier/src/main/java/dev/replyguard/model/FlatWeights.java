package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
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

  private final int hashBits;
  private final float[] biases;
  private final FeatureIndex index;
  private final WeightRows rows;
  private final @Nullable PackedRows packed;

  /**
   * Lays out rows of weights.
   *
   * @param biases one for each label
   * @param buckets the buckets that have a row, strictly rising
   * @param rows for each of them the weights of all labels; not to be written to from now on
   */
  FlatWeights(int hashBits, float[] biases, int[] buckets, float[] rows) {
    this(
        hashBits,
        biases,
        new FeatureIndex(1 << hashBits, buckets),
        WeightRows.of(rows, LABELS),
        null);
  }

  /**
   * As above, where it is known already which buckets have a row.
   *
   * @param packed the rows once more, or null where it is too early for that
   */
  FlatWeights(
      int hashBits,
      float[] biases,
      FeatureIndex index,
      WeightRows rows,
      @Nullable PackedRows packed) {
    this.hashBits = hashBits;
    this.biases = biases.clone();
    this.index = index;
    this.rows = rows;
    this.packed = packed;
  }

  /** The largest of numbers, whatever their signs. */
  static float largest(float[] numbers) {
    float largest = 0;
    for (float number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  /**
   * Takes the weights out of Tribuo's model.
   *
   * @throws IllegalArgumentException when its labels are not ours, or a feature is no bucket
   */
  static FlatWeights of(AbstractLinearSGDModel<MultiLabel> model, int hashBits) {
    int[] labelIds = labelIds(model.getOutputIDInfo());
    DenseMatrix matrix = model.getWeightsCopy();
    int all = model.getFeatureIDMap().size();
    int features = 0;
    int[] ids = new int[1 << hashBits];
    Arrays.fill(ids, -1);
    for (VariableInfo feature : model.getFeatureIDMap()) {
      if (FeatureNames.isPooled(feature.getName())) {
        continue;
      }
      features++;
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
      biases[label] = (float) matrix.get(labelIds[label], all);
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
    int row = index.find(bucket);
    return row == FeatureIndex.NONE ? 0 : rows.get(row, label);
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
      int row = index.find(features.bucket(i));
      if (row != FeatureIndex.NONE) {
        add(row, features.value(i), logits);
      }
    }
  }

  private void add(int row, double value, double[] sums) {
    for (int label = 0; label < LABELS; label++) {
      sums[label] += value * rows.get(row, label);
    }
  }

  /** Which buckets have a row. */
  FeatureIndex index() {
    return index;
  }

  /** The rows, each multiplied by what {@code extractor} multiplies features of its bucket by. */
  PackedRows packed(FeatureExtractor extractor) {
    boolean asTheyAre = !extractor.settings().inverseDocumentFrequency();
    if (asTheyAre && packed != null) {
      return packed;
    }
    float[] factored = new float[rows.size() * LABELS];
    rows.read(0, rows.size(), factored);
    for (int bucket = 0; bucket < index.buckets() && !asTheyAre; bucket++) {
      int row = index.find(bucket);
      float factor = extractor.factor(bucket);
      for (int label = 0; row != FeatureIndex.NONE && factor != 1 && label < LABELS; label++) {
        factored[row * LABELS + label] *= factor;
      }
    }
    return new PackedRows(WeightRows.of(factored, LABELS), LABELS, largest(factored));
  }
}
