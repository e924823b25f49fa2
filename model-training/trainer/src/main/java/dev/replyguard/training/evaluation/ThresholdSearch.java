package dev.replyguard.training.evaluation;

import dev.replyguard.model.Interval;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.model.RecommendedThresholds.Uncertainty;
import dev.replyguard.training.evaluation.Ranking.Measures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * The thresholds of {@code set}, and how sure they are: each is chosen anew on every resample,
   * and the one that was chosen is measured there.
   *
   * @param set whose scores are probabilities
   * @return a point for each target that is reached, on at least {@value #FEWEST_HITS} comments
   *     with the label
   */
  public static RecommendedThresholds find(ScoredSet set, Resampling resampling) {
    Ranking whole = new Ranking(set);
    Found[] found = find(whole, whole.once());
    float[] thresholds = new float[found.length];
    for (int i = 0; i < found.length; i++) {
      // No score reaches a threshold above 1: a target that was not reached measures nothing.
      thresholds[i] = found[i].reached ? (float) found[i].score : 2;
    }
    Ranking ranking = new Ranking(set, thresholds);
    Measures measured = ranking.measure(ranking.once());
    int targets = found.length;
    double[][] scores = new double[targets][resampling.replicates()];
    double[][] precisions = new double[targets][resampling.replicates()];
    double[][] recalls = new double[targets][resampling.replicates()];
    resampling.draw(
        "thresholds",
        set.rows(),
        (number, counts) -> {
          Found[] again = find(ranking, counts);
          Measures here = ranking.measure(counts);
          for (int target = 0; target < targets; target++) {
            scores[target][number] = again[target].reached ? again[target].score : Double.NaN;
            precisions[target][number] = here.precision()[target];
            recalls[target][number] = here.recall()[target];
          }
        });
    List<OperatingPoint> points = new ArrayList<>();
    for (int target = 0; target < targets; target++) {
      if (found[target].reached) {
        points.add(
            new OperatingPoint(
                TARGETS.get(target),
                thresholds[target],
                measured.precision()[target],
                Math.min(measured.recall()[target], 1),
                uncertainty(resampling, scores[target], precisions[target], recalls[target])));
      }
    }
    return new RecommendedThresholds(points);
  }

  private static @Nullable Uncertainty uncertainty(
      Resampling resampling, double[] scores, double[] precisions, double[] recalls) {
    double[] reached = Arrays.stream(scores).filter(Double::isFinite).toArray();
    Interval threshold = resampling.interval(reached);
    Interval precision = resampling.interval(precisions);
    Interval recall = resampling.interval(recalls);
    return threshold == null || precision == null || recall == null
        ? null
        : new Uncertainty(
            resampling.confidence(),
            (double) reached.length / scores.length,
            threshold,
            precision,
            // Sums of the same weights in another order may differ in their last bit.
            new Interval(Math.min(recall.low(), 1), Math.min(recall.high(), 1)));
  }

  private static final class Found {
    boolean reached;
    double score;
  }

  /** For each target, whether it is reached and the lowest score where it is. */
  private static Found[] find(Ranking ranking, int[] counts) {
    Found[] found = new Found[TARGETS.size()];
    Arrays.setAll(found, i -> new Found());
    double hits = 0;
    double seen = 0;
    int hitCount = 0;
    int before = 0;
    for (int place = 0; place < ranking.size(); place++) {
      int count = counts[ranking.row(place)];
      double weight = count * ranking.weight(place);
      seen += weight;
      if (ranking.isPositive(place)) {
        hits += weight;
        hitCount += count;
      }
      if (ranking.endsTie(place)) {
        if (hitCount > before && hitCount >= FEWEST_HITS) {
          for (int target = 0; target < found.length; target++) {
            if (hits / seen >= TARGETS.get(target)) {
              found[target].reached = true;
              found[target].score = ranking.score(place);
            }
          }
        }
        before = hitCount;
      }
    }
    return found;
  }
}
