package dev.replyguard.training.evaluation;

import dev.replyguard.model.Calibration;

/**
 * Finds the straight line from a model's log-odds to those of a probability that can be taken at
 * its word (Platt, "Probabilistic Outputs for Support Vector Machines", 1999), by Newton's method
 * with halved steps as in Lin, Lin and Weng, "A Note on Platt's Probabilistic Outputs", 2007, with
 * weights of rows added.
 */
public final class PlattScaling {
  private static final int MAX_ITERATIONS = 100;
  private static final double SMALLEST_STEP = 1e-10;
  private static final double RIDGE = 1e-12;
  private static final double CONVERGED = 1e-9;

  private final ScoredSet set;
  private final double[] targets;

  private PlattScaling(ScoredSet set) {
    this.set = set;
    this.targets = targets(set);
  }

  /**
   * The calibration of {@code set}.
   *
   * @param set whose scores are log-odds, with comments of both kinds
   * @return a rising line; where the scores would have to be turned round, a flat one
   */
  public static Calibration fit(ScoredSet set) {
    if (!set.hasBoth()) {
      throw new IllegalArgumentException("comments with the label and without it expected");
    }
    return new PlattScaling(set).fit();
  }

  /** Platt's targets: not quite 0 and 1, by as much as so few comments leave open. */
  static double[] targets(ScoredSet set) {
    int positives = set.positives();
    double high = (positives + 1.0) / (positives + 2.0);
    double low = 1.0 / (set.size() - positives + 2.0);
    double[] targets = new double[set.size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = set.isPositive(i) ? high : low;
    }
    return targets;
  }

  private Calibration fit() {
    double slope = 1;
    double intercept = 0;
    double loss = loss(slope, intercept);
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      Gradient gradient = gradient(slope, intercept);
      if (gradient.isSmall()) {
        break;
      }
      double determinant = gradient.h11 * gradient.h22 - gradient.h12 * gradient.h12;
      double slopeStep = -(gradient.h22 * gradient.g1 - gradient.h12 * gradient.g2) / determinant;
      double interceptStep =
          -(gradient.h11 * gradient.g2 - gradient.h12 * gradient.g1) / determinant;
      double step = 1;
      double next = loss(slope + slopeStep, intercept + interceptStep);
      while (next >= loss && step > SMALLEST_STEP) {
        step /= 2;
        next = loss(slope + step * slopeStep, intercept + step * interceptStep);
      }
      if (next >= loss) {
        break;
      }
      slope += step * slopeStep;
      intercept += step * interceptStep;
      loss = next;
    }
    return Calibration.platt(Math.max(slope, 0), intercept);
  }

  /** Cross entropy, computed so that no exponential overflows. */
  private double loss(double slope, double intercept) {
    double loss = 0;
    for (int i = 0; i < targets.length; i++) {
      double z = slope * set.score(i) + intercept;
      double logOnePlus = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
      loss += set.weight(i) * (logOnePlus - targets[i] * z);
    }
    return loss;
  }

  private record Gradient(double g1, double g2, double h11, double h12, double h22, double total) {
    boolean isSmall() {
      return Math.abs(g1) < CONVERGED * total && Math.abs(g2) < CONVERGED * total;
    }
  }

  private Gradient gradient(double slope, double intercept) {
    double g1 = 0;
    double g2 = 0;
    double h11 = RIDGE;
    double h12 = 0;
    double h22 = RIDGE;
    double total = 0;
    for (int i = 0; i < targets.length; i++) {
      double score = set.score(i);
      double probability = 1 / (1 + Math.exp(-(slope * score + intercept)));
      double difference = set.weight(i) * (probability - targets[i]);
      double curvature = set.weight(i) * probability * (1 - probability);
      g1 += difference * score;
      g2 += difference;
      h11 += curvature * score * score;
      h12 += curvature * score;
      h22 += curvature;
      total += set.weight(i);
    }
    return new Gradient(g1, g2, h11, h12, h22, total);
  }
}
