package dev.replyguard.training.evaluation;

import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds from which score on a label can be trusted: for each target precision the lowest score from
 * which upwards at least that share of the comments deserves the label, and at which one does:
 * going lower would win nothing. A higher target therefore never has a lower threshold.
 */
public final class ThresholdSearch {
  /** The precisions that thresholds are recommended for. */
  public static final List<Double> TARGETS = List.of(0.80, 0.90, 0.95);

  /** Fewer comments with the label above a threshold say nothing about its precision. */
  private static final int FEWEST_HITS = 10;

  private ThresholdSearch() {}

  /**
   * The thresholds of {@code set}.
   *
   * @param set whose scores are probabilities
   * @return a point for each target that is reached, on at least {@value #FEWEST_HITS} comments
   *     with the label
   */
  public static RecommendedThresholds find(ScoredSet set) {
    int[] order = set.byFallingScore();
    double[] thresholds = new double[TARGETS.size()];
    double[] precisions = new double[TARGETS.size()];
    double[] recalls = new double[TARGETS.size()];
    boolean[] reached = new boolean[TARGETS.size()];
    double total = set.baseRate() * totalWeight(set);
    double hits = 0;
    double seen = 0;
    int hitCount = 0;
    for (int start = 0; start < order.length; ) {
      int end = Metrics.endOfTie(set, order, start);
      int before = hitCount;
      for (int i = start; i < end; i++) {
        boolean hit = set.isPositive(order[i]);
        hits += hit ? set.weight(order[i]) : 0;
        hitCount += hit ? 1 : 0;
        seen += set.weight(order[i]);
      }
      for (int target = 0; target < thresholds.length; target++) {
        if (hitCount > before && hitCount >= FEWEST_HITS && hits / seen >= TARGETS.get(target)) {
          reached[target] = true;
          thresholds[target] = set.score(order[start]);
          precisions[target] = hits / seen;
          recalls[target] = Math.min(hits / total, 1);
        }
      }
      start = end;
    }
    List<OperatingPoint> points = new ArrayList<>();
    for (int target = 0; target < thresholds.length; target++) {
      if (reached[target]) {
        points.add(
            new OperatingPoint(
                TARGETS.get(target),
                (float) thresholds[target],
                precisions[target],
                recalls[target]));
      }
    }
    return new RecommendedThresholds(points);
  }

  private static double totalWeight(ScoredSet set) {
    double total = 0;
    for (int i = 0; i < set.size(); i++) {
      total += set.weight(i);
    }
    return total;
  }
}
