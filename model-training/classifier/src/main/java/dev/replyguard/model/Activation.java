package dev.replyguard.model;

/** What an ONNX model's outputs are, and so how the log-odds of one of them come from a row. */
public enum Activation {
  /** Log-odds, of which the logistic function makes a probability: each label for itself. */
  SIGMOID {
    @Override
    double rawLogOdds(float[] row, int column) {
      return row[column];
    }
  },

  /** Scores of classes that exclude each other, of which softmax makes probabilities. */
  SOFTMAX {
    @Override
    double rawLogOdds(float[] row, int column) {
      // ln(p / (1 - p)) of a softmax: the score less the logarithm of the others' sum.
      double highest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < row.length; i++) {
        highest = i == column ? highest : Math.max(highest, row[i]);
      }
      double others = 0;
      for (int i = 0; i < row.length; i++) {
        others += i == column ? 0 : Math.exp(row[i] - highest);
      }
      return row[column] - highest - Math.log(others);
    }
  },

  /** Probabilities already. */
  NONE {
    @Override
    double rawLogOdds(float[] row, int column) {
      double probability = row[column];
      if (probability < -TOLERANCE || probability > 1 + TOLERANCE) {
        throw new ScoringException(
            "the model's output " + column + " is no probability: " + row[column]);
      }
      return Math.log(Math.max(probability, 0) / Math.max(1 - probability, 0));
    }
  };

  /** Beyond, a float's probability is 0 or 1. */
  static final double MAX_LOG_ODDS = 36;

  /** What rounding may add to a probability. */
  private static final double TOLERANCE = 1e-5;

  /**
   * The log-odds of one output, from -36 to 36.
   *
   * @param row all outputs for a text
   * @throws ScoringException where an output is not a number, or no probability and should be one
   */
  final double logOdds(float[] row, int column) {
    double logOdds = rawLogOdds(row, column);
    if (Double.isNaN(logOdds)) {
      throw new ScoringException("the model's output " + column + " is not a number");
    }
    return Math.min(Math.max(logOdds, -MAX_LOG_ODDS), MAX_LOG_ODDS);
  }

  abstract double rawLogOdds(float[] row, int column);
}
