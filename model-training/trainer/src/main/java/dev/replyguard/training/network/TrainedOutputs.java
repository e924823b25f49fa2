package dev.replyguard.training.network;

import dev.replyguard.model.Label;
import java.util.SplittableRandom;

/**
 * An output layer in training: for each label a weight for every pooled number and a bias, stepped
 * by AdaGrad. Belongs to one thread.
 */
final class TrainedOutputs {
  private static final int LABELS = Label.ALL.size();
  private static final float RANGE = 0.1f;
  private static final float EPSILON = 1e-6f;

  private final float[][] weights;
  private final float[][] squares;
  private final float[] biases = new float[LABELS];
  private final float[] biasSquares = new float[LABELS];
  private final float penalty;

  private TrainedOutputs(float[][] weights, int pooled, float penalty) {
    this.weights = weights;
    this.squares = new float[LABELS][pooled];
    this.penalty = penalty;
  }

  /** Outputs of small random weights. */
  static TrainedOutputs random(int pooled, SplittableRandom random) {
    return new TrainedOutputs(TrainedVectors.uniform(LABELS, pooled, RANGE, random), pooled, 0);
  }

  /** Outputs of weights 0, which an L2 penalty draws there. */
  static TrainedOutputs zero(int pooled, float penalty) {
    return new TrainedOutputs(new float[LABELS][pooled], pooled, penalty);
  }

  /** The log-odds of a label. */
  double logit(int label, float[] hidden) {
    float[] row = weights[label];
    double logit = biases[label];
    for (int i = 0; i < row.length; i++) {
      logit += hidden[i] * row[i];
    }
    return logit;
  }

  /**
   * Adds to the slopes of the pooled numbers, then takes a step.
   *
   * @param slope of the loss by the label's log-odds
   */
  void step(int label, float slope, float[] hidden, float[] hiddenSlopes, float rate) {
    back(slope, weights[label], hiddenSlopes);
    update(weights[label], squares[label], hidden, slope, rate);
    biasSquares[label] += slope * slope;
    biases[label] -= rate * slope / (float) Math.sqrt(biasSquares[label] + EPSILON);
  }

  private static void back(float slope, float[] row, float[] hiddenSlopes) {
    for (int i = 0; i < row.length; i++) {
      hiddenSlopes[i] += slope * row[i];
    }
  }

  private void update(float[] row, float[] rowSquares, float[] hidden, float slope, float rate) {
    for (int i = 0; i < row.length; i++) {
      float own = slope * hidden[i] + penalty * row[i];
      float square = rowSquares[i] + own * own;
      rowSquares[i] = square;
      row[i] -= rate * own / (float) Math.sqrt(square + EPSILON);
    }
  }

  /** For each label the weights of all pooled numbers, one after another. */
  float[] weights() {
    return TrainedVectors.joined(weights, weights[0].length);
  }
}
