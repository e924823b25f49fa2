package dev.replyguard.model;

/**
 * How much each of two models counts for a label: the log-odds are {@code linear} times those of
 * the linear model, plus {@code onnx} times those of the ONNX model, plus {@code bias} (Wolpert,
 * Stacked Generalization, 1992).
 *
 * @param linear the factor of the linear model's log-odds, 0 or more
 * @param onnx the factor of the ONNX model's log-odds, 0 or more; 0 for a label that it does not
 *     know
 * @param bias what is added, in log-odds
 */
public record StackingWeights(double linear, double onnx, double bias) {
  /** The linear model alone. */
  public static final StackingWeights LINEAR = new StackingWeights(1, 0, 0);

  public StackingWeights {
    requireFactor("linear", linear);
    requireFactor("onnx", onnx);
    if (!Double.isFinite(bias)) {
      throw new IllegalArgumentException("bias: a finite number expected, got " + bias);
    }
  }

  private static void requireFactor(String field, double value) {
    if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          field + ": a finite number of 0 or more expected, got " + value);
    }
  }
}
