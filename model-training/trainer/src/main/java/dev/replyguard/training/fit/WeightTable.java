package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of all labels for the features of a space: what the model is in the end. Every number
 * is exact as a float, as scoring uses floats.
 */
public final class WeightTable implements LogOdds {
  private final FeatureSpace space;
  private final float[][] weights;
  private final float[] biases;

  private WeightTable(FeatureSpace space, float[][] weights, float[] biases) {
    this.space = space;
    this.weights = weights;
    this.biases = biases;
  }

  /**
   * A table of what each label was trained to, its numbers rounded to floats.
   *
   * @param labels one for each label, in label order
   */
  public static WeightTable of(FeatureSpace space, List<LabelTrainer.LabelWeights> labels) {
    float[][] weights = new float[labels.size()][space.size()];
    float[] biases = new float[labels.size()];
    for (int label = 0; label < weights.length; label++) {
      for (int number = 0; number < space.size(); number++) {
        weights[label][number] = (float) labels.get(label).weights()[number];
      }
      biases[label] = (float) labels.get(label).bias();
    }
    return new WeightTable(space, weights, biases);
  }

  /** The features of this table. */
  public FeatureSpace space() {
    return space;
  }

  /** The weight of feature {@code number} for {@code label}. */
  public float weight(Label label, int number) {
    return weights[label.index()][number];
  }

  /** The log-odds of a text without features. */
  public float bias(Label label) {
    return biases[label.index()];
  }

  @Override
  public double logit(Label label, Instance instance) {
    float[] row = weights[label.index()];
    double logit = biases[label.index()];
    for (int i = 0; i < instance.size(); i++) {
      int number = space.number(instance.bucket(i));
      if (number >= 0) {
        logit += (double) row[number] * instance.value(i);
      }
    }
    return logit;
  }

  /**
   * The table of the features that matter most: those whose leaving changes the log-odds most on
   * {@code instances}, in mean square, for the label where that is the greatest share.
   *
   * @param most how many features are kept
   */
  public WeightTable pruned(int most, List<Instance> instances) {
    if (space.size() <= most) {
      return this;
    }
    double[] squares = new double[space.size()];
    for (Instance instance : instances) {
      for (int i = 0; i < instance.size(); i++) {
        int number = space.number(instance.bucket(i));
        if (number >= 0) {
          squares[number] += (double) instance.value(i) * instance.value(i);
        }
      }
    }
    double[] importance = new double[space.size()];
    for (float[] row : weights) {
      double total = 0;
      for (int number = 0; number < row.length; number++) {
        total += (double) row[number] * row[number] * squares[number];
      }
      for (int number = 0; number < row.length; number++) {
        double share =
            (double) row[number] * row[number] * squares[number] / Math.max(total, 1e-30);
        importance[number] = Math.max(importance[number], share);
      }
    }
    double[] sorted = importance.clone();
    Arrays.sort(sorted);
    double bar = sorted[sorted.length - most];
    int[] kept = new int[space.size()];
    int size = 0;
    for (int number = 0; number < importance.length && size < most; number++) {
      if (importance[number] >= bar) {
        kept[size++] = number;
      }
    }
    return subset(Arrays.copyOf(kept, size));
  }

  private WeightTable subset(int[] numbers) {
    float[][] some = new float[weights.length][numbers.length];
    for (int label = 0; label < weights.length; label++) {
      for (int i = 0; i < numbers.length; i++) {
        some[label][i] = weights[label][numbers[i]];
      }
    }
    return new WeightTable(space.subset(numbers), some, biases.clone());
  }

  /**
   * The table with each label's weights multiplied and something added to its bias, which is
   * multiplied too.
   *
   * @param factors one for each label
   * @param added one for each label
   */
  public WeightTable scaled(double[] factors, double[] added) {
    float[][] scaled = new float[weights.length][];
    float[] moved = new float[biases.length];
    for (int label = 0; label < weights.length; label++) {
      scaled[label] = weights[label].clone();
      for (int i = 0; i < scaled[label].length; i++) {
        scaled[label][i] = (float) (scaled[label][i] * factors[label]);
      }
      moved[label] = (float) (biases[label] * factors[label] + added[label]);
    }
    return new WeightTable(space, scaled, moved);
  }

  /**
   * The table with every weight rounded to the nearest number of few digits, which packs into far
   * less room. The biases stay as they are.
   *
   * @param mantissaBits 1 to 23 of them are kept
   */
  public WeightTable rounded(int mantissaBits) {
    float[][] rounded = new float[weights.length][];
    for (int label = 0; label < weights.length; label++) {
      rounded[label] = weights[label].clone();
      for (int i = 0; i < rounded[label].length; i++) {
        rounded[label][i] = round(rounded[label][i], mantissaBits);
      }
    }
    return new WeightTable(space, rounded, biases.clone());
  }

  private static float round(float weight, int mantissaBits) {
    int dropped = 23 - mantissaBits;
    if (dropped == 0) {
      return weight;
    }
    int bits = Float.floatToIntBits(weight);
    return Float.intBitsToFloat((bits + (1 << (dropped - 1))) & -(1 << dropped));
  }
}
