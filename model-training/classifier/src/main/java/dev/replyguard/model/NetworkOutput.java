package dev.replyguard.model;

import org.tribuo.common.sgd.AbstractLinearSGDModel;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.multilabel.MultiLabel;

/**
 * The weights of Tribuo's linear model for what a network makes of a text: its last layer. The
 * weights of all labels for one number lie side by side. Immutable.
 */
final class NetworkOutput {
  private final float[] weights;

  /**
   * An output layer.
   *
   * @param weights for each number the weights of all labels
   */
  NetworkOutput(float[] weights) {
    this.weights = weights.clone();
  }

  /**
   * Takes the weights out of Tribuo's model.
   *
   * @param size how many numbers the network makes of a text
   * @throws IllegalArgumentException when the model lacks one of them
   */
  static NetworkOutput of(AbstractLinearSGDModel<MultiLabel> model, int size) {
    DenseMatrix matrix = model.getWeightsCopy();
    float[] weights = new float[size * FlatWeights.LABELS];
    for (int number = 0; number < size; number++) {
      int id = model.getFeatureIDMap().getID(FeatureNames.ofPooled(number));
      if (id < 0) {
        throw new IllegalArgumentException(
            "network: feature " + FeatureNames.ofPooled(number) + " expected in Tribuo's model");
      }
      for (Label label : Label.ALL) {
        int row = model.getOutputIDInfo().getID(new MultiLabel(label.key()));
        weights[number * FlatWeights.LABELS + label.index()] = (float) matrix.get(row, id);
      }
    }
    return new NetworkOutput(weights);
  }

  /** How many numbers it expects. */
  int size() {
    return weights.length / FlatWeights.LABELS;
  }

  float weight(int number, int label) {
    return weights[number * FlatWeights.LABELS + label];
  }
}
