package dev.replyguard.training.evaluation;

/** Weighted measures of a {@link ScoredSet}; all are 0..1. */
public final class Metrics {
  private static final int BINS = 10;

  private Metrics() {}

  /**
   * The area under the receiver operating characteristic: how likely a comment with the label
   * scores higher than one without, where a tie counts half (Hanley and McNeil, 1982).
   *
   * @return not a number where one of the two kinds is missing
   */
  public static double rocAuc(ScoredSet set) {
    int[] order = set.byFallingScore();
    double positives = 0;
    double negatives = 0;
    double wins = 0;
    for (int start = 0; start < order.length; ) {
      int end = endOfTie(set, order, start);
      double tiedPositives = 0;
      double tiedNegatives = 0;
      for (int i = start; i < end; i++) {
        double weight = set.weight(order[i]);
        tiedPositives += set.isPositive(order[i]) ? weight : 0;
        tiedNegatives += set.isPositive(order[i]) ? 0 : weight;
      }
      wins += tiedNegatives * (positives + tiedPositives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
      start = end;
    }
    return wins / (positives * negatives);
  }

  /**
   * The area under the precision-recall curve as average precision: the mean of the precision at
   * each score, weighted by the recall won there.
   *
   * @return not a number where no comment has the label
   */
  public static double prAuc(ScoredSet set) {
    int[] order = set.byFallingScore();
    double hits = 0;
    double seen = 0;
    double area = 0;
    for (int start = 0; start < order.length; ) {
      int end = endOfTie(set, order, start);
      double won = 0;
      for (int i = start; i < end; i++) {
        won += set.isPositive(order[i]) ? set.weight(order[i]) : 0;
        seen += set.weight(order[i]);
      }
      hits += won;
      area += won * hits / seen;
      start = end;
    }
    return area / hits;
  }

  /**
   * The expected calibration error (Naeini et al., 2015): how far the mean score and the share of
   * comments with the label lie apart within each tenth of the scale, on average over the comments.
   *
   * @param set whose scores are probabilities
   */
  public static double calibrationError(ScoredSet set) {
    double[] scores = new double[BINS];
    double[] hits = new double[BINS];
    double total = 0;
    for (int i = 0; i < set.size(); i++) {
      int bin = Math.min((int) (set.score(i) * BINS), BINS - 1);
      scores[bin] += set.weight(i) * set.score(i);
      hits[bin] += set.isPositive(i) ? set.weight(i) : 0;
      total += set.weight(i);
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(scores[bin] - hits[bin]);
    }
    return error / total;
  }

  static int endOfTie(ScoredSet set, int[] order, int start) {
    int end = start + 1;
    while (end < order.length && set.score(order[end]) == set.score(order[start])) {
      end++;
    }
    return end;
  }
}
