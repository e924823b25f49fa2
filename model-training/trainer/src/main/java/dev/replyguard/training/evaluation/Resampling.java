package dev.replyguard.training.evaluation;

import dev.replyguard.model.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How sure a figure is, told by measuring it again on resamples: as many rows drawn from the rows,
 * with replacement, as there are. The interval lies between percentiles of what comes out (Efron
 * and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13).
 *
 * <p>Nothing is sorted or copied for a resample: it is told by how often each row counts. The same
 * settings draw the same resamples on every machine.
 *
 * @param replicates how many resamples, 1 or more
 * @param seed of what is drawn
 * @param confidence of the intervals, between 0 and 1
 */
public record Resampling(int replicates, long seed, double confidence) {
  /** What evaluations use where nothing else is asked for. */
  public static final Resampling DEFAULT = new Resampling(1000, 20261125, 0.95);

  /** Where there are fewer comments of a kind, an interval would pretend to know too much. */
  public static final int FEWEST = 10;

  public Resampling {
    if (replicates < 1) {
      throw new IllegalArgumentException("replicates: 1 or more expected, got " + replicates);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence: above 0, below 1 expected, got " + confidence);
    }
  }

  /** Is told by row how often it counts, resample by resample; must not keep the array. */
  interface Replicate {
    void take(int number, int[] counts);
  }

  /**
   * Draws all resamples of some rows.
   *
   * @param name what the rows are of: each name has resamples of its own
   */
  void draw(String name, int rows, Replicate replicate) {
    SplittableRandom random = new SplittableRandom(seed + name.hashCode() * 0x9E3779B97F4A7C15L);
    int[] counts = new int[rows];
    for (int number = 0; number < replicates; number++) {
      Arrays.fill(counts, 0);
      for (int i = 0; i < rows; i++) {
        counts[random.nextInt(rows)]++;
      }
      replicate.take(number, counts);
    }
  }

  /**
   * The interval between the percentiles of what the resamples gave; those that gave no number are
   * left out.
   *
   * @return null where fewer than half of them gave a number
   */
  @Nullable Interval interval(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0 || 2 * sorted.length < values.length) {
      return null;
    }
    double tail = (1 - confidence) / 2;
    return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail));
  }

  /** The quantile of sorted values, a straight line drawn between the two next to it. */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
