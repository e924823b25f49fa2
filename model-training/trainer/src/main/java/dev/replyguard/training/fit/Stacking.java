package dev.replyguard.training.fit;

import java.util.Arrays;

/**
 * How much each of two models counts for a label, n-grams and networks for two: a logistic
 * regression on the log-odds of both (Wolpert, Stacked Generalization, 1992), fitted by Newton's
 * method on the tuning fold, with a weak pull towards given parts, which decide where a label is
 * too rare to say.
 *
 * @param first the factor of the first model's log-odds, 0 or more
 * @param second the factor of the second model's log-odds, 0 or more
 * @param bias what is added
 */
public record Stacking(double first, double second, double bias) {
  /** The part of either where neither is known to be the better one. */
  public static final double HALF = 0.5;

  // About what a thousand comments say: comments elsewhere differ from those of the tuning fold,
  // where a model looks better than it is.
  private static final double PULL = 300;
  private static final int ITERATIONS = 50;
  private static final double CLOSE = 1e-10;

  /** The rows to fit on. */
  public static final class Rows {
    private int size;
    private double[] first = new double[1024];
    private double[] second = new double[1024];
    private double[] weights = new double[1024];
    private boolean[] positives = new boolean[1024];

    /** No rows. */
    public Rows() {}

    /**
     * Adds a row.
     *
     * @param firstLogit the log-odds by the first model
     * @param secondLogit the log-odds by the second model
     * @param positive whether it has the label
     * @param weight how many comments it stands for
     */
    public void add(double firstLogit, double secondLogit, boolean positive, double weight) {
      if (size == first.length) {
        first = Arrays.copyOf(first, 2 * size);
        second = Arrays.copyOf(second, 2 * size);
        weights = Arrays.copyOf(weights, 2 * size);
        positives = Arrays.copyOf(positives, 2 * size);
      }
      first[size] = firstLogit;
      second[size] = secondLogit;
      weights[size] = weight;
      positives[size++] = positive;
    }
  }

  /**
   * The weights that fit {@code rows} best.
   *
   * @param part the second model's factor that they are pulled towards, above 0, below 1; the first
   *     one's is what is left of 1
   */
  public static Stacking fit(Rows rows, double part) {
    Stacking both = fit(rows, 1 - part, part);
    if (both.first < 0) {
      return fit(rows, 0, part);
    }
    return both.second < 0 ? fit(rows, 1 - part, 0) : both;
  }

  /** Pulled towards two parts; the model whose part is 0 is left out. */
  private static Stacking fit(Rows rows, double firstPart, double secondPart) {
    boolean first = firstPart > 0;
    boolean second = secondPart > 0;
    double[] at = {firstPart, secondPart, 0};
    double[] start = at.clone();
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] gradient = new double[3];
      double[][] hessian = new double[3][3];
      for (int i = 0; i < 2; i++) {
        gradient[i] = PULL * (at[i] - start[i]);
        hessian[i][i] = PULL;
      }
      hessian[2][2] = CLOSE;
      for (int row = 0; row < rows.size; row++) {
        addRow(
            rows, row, new double[] {rows.first[row], rows.second[row], 1}, at, gradient, hessian);
      }
      hold(0, first, gradient, hessian);
      hold(1, second, gradient, hessian);
      double[] step = solve(hessian, gradient);
      double largest = 0;
      for (int i = 0; i < 3; i++) {
        at[i] -= step[i];
        largest = Math.max(largest, Math.abs(step[i]));
      }
      if (largest < CLOSE) {
        break;
      }
    }
    return new Stacking(at[0], at[1], at[2]);
  }

  private static void addRow(
      Rows rows, int row, double[] x, double[] at, double[] gradient, double[][] hessian) {
    double logit = x[0] * at[0] + x[1] * at[1] + at[2];
    double probability = 1 / (1 + StrictMath.exp(-logit));
    double slope = rows.weights[row] * (probability - (rows.positives[row] ? 1 : 0));
    double curve = rows.weights[row] * probability * (1 - probability);
    for (int i = 0; i < 3; i++) {
      gradient[i] += slope * x[i];
      for (int j = 0; j < 3; j++) {
        hessian[i][j] += curve * x[i] * x[j];
      }
    }
  }

  /** Keeps a weight where it is. */
  private static void hold(int index, boolean free, double[] gradient, double[][] hessian) {
    if (!free) {
      gradient[index] = 0;
      for (int i = 0; i < 3; i++) {
        hessian[index][i] = i == index ? 1 : 0;
        hessian[i][index] = i == index ? 1 : 0;
      }
    }
  }

  /** By Gaussian elimination: the matrix is positive definite. */
  private static double[] solve(double[][] matrix, double[] right) {
    double[] x = right.clone();
    for (int i = 0; i < 3; i++) {
      for (int row = i + 1; row < 3; row++) {
        double factor = matrix[row][i] / matrix[i][i];
        for (int column = i; column < 3; column++) {
          matrix[row][column] -= factor * matrix[i][column];
        }
        x[row] -= factor * x[i];
      }
    }
    for (int i = 2; i >= 0; i--) {
      for (int column = i + 1; column < 3; column++) {
        x[i] -= matrix[i][column] * x[column];
      }
      x[i] /= matrix[i][i];
    }
    return x;
  }
}
