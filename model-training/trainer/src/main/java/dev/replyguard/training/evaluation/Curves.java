package dev.replyguard.training.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.replyguard.model.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One label on one data set, drawn: curves weighted, and with no more points than an eye can tell.
 *
 * @param dataset the data set
 * @param rows which of its comments
 * @param label the label's key
 * @param roc the share of false positives, and that of true positives
 * @param precisionRecall recall, and the precision there
 * @param thresholds what each threshold brings, by rising score
 * @param reliability by bin of the scale, bins without comments left out
 */
public record Curves(
    String dataset,
    String rows,
    String label,
    List<Point> roc,
    List<Point> precisionRecall,
    List<ThresholdPoint> thresholds,
    List<Bin> reliability) {

  /** Two points nearer than that look like one. */
  private static final double STEP = 0.004;

  private static final int THRESHOLDS = 100;
  private static final double Z_95 = 1.959964;

  public Curves {
    roc = List.copyOf(roc);
    precisionRecall = List.copyOf(precisionRecall);
    thresholds = List.copyOf(thresholds);
    reliability = List.copyOf(reliability);
  }

  /**
   * What a threshold brings.
   *
   * @param precision not a number where nothing reaches it
   * @param flagged the share of all comments that reaches it
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"threshold", "precision", "recall", "flagged"})
  public record ThresholdPoint(double threshold, double precision, double recall, double flagged) {}

  /**
   * Comments with scores in one tenth of the scale.
   *
   * @param comments how many
   * @param share of all comments, weighted
   * @param meanScore theirs, weighted
   * @param rate the weighted share that has the label
   * @param interval of the rate, with 95 % confidence (Wilson, 1927), weights taken for so many
   *     fewer comments (Kish, 1965)
   */
  public record Bin(int comments, double share, double meanScore, double rate, Interval interval) {}

  /** Draws {@code set}, whose scores are probabilities, with comments of both kinds. */
  public static Curves of(String dataset, String rows, String label, ScoredSet set) {
    Ranking ranking = new Ranking(set);
    double with = 0;
    double without = 0;
    for (int i = 0; i < ranking.size(); i++) {
      with += ranking.isPositive(i) ? ranking.weight(i) : 0;
      without += ranking.isPositive(i) ? 0 : ranking.weight(i);
    }
    Line roc = new Line();
    Line precisionRecall = new Line();
    List<ThresholdPoint> falling = new ArrayList<>();
    double hits = 0;
    double misses = 0;
    int next = THRESHOLDS;
    roc.add(0, 0, true);
    for (int i = 0; i < ranking.size(); i++) {
      // All that reach the next threshold were seen before the first that does not.
      while (next >= 0 && (float) ranking.score(i) < (float) next / THRESHOLDS) {
        falling.add(point(next--, hits, misses, with, without));
      }
      hits += ranking.isPositive(i) ? ranking.weight(i) : 0;
      misses += ranking.isPositive(i) ? 0 : ranking.weight(i);
      if (ranking.endsTie(i)) {
        boolean last = i + 1 == ranking.size();
        roc.add(misses / without, hits / with, last);
        precisionRecall.add(hits / with, hits / (hits + misses), last);
      }
    }
    while (next >= 0) {
      falling.add(point(next--, hits, misses, with, without));
    }
    Collections.reverse(falling);
    return new Curves(
        dataset, rows, label, roc.points, precisionRecall.points, falling, reliability(set));
  }

  private static ThresholdPoint point(
      int number, double hits, double misses, double with, double without) {
    return new ThresholdPoint(
        (double) number / THRESHOLDS,
        hits / (hits + misses),
        hits / with,
        (hits + misses) / (with + without));
  }

  /** Points as they come, those too near the one before left out. */
  private static final class Line {
    private final List<Point> points = new ArrayList<>();
    private double x = Double.NEGATIVE_INFINITY;
    private double y = Double.NEGATIVE_INFINITY;

    void add(double nextX, double nextY, boolean keep) {
      if (keep || Math.abs(nextX - x) >= STEP || Math.abs(nextY - y) >= STEP) {
        points.add(new Point(nextX, nextY));
        x = nextX;
        y = nextY;
      }
    }
  }

  private static List<Bin> reliability(ScoredSet set) {
    int[] comments = new int[Ranking.BINS];
    double[] weights = new double[Ranking.BINS];
    double[] squares = new double[Ranking.BINS];
    double[] scores = new double[Ranking.BINS];
    double[] hits = new double[Ranking.BINS];
    double total = 0;
    for (int i = 0; i < set.size(); i++) {
      int bin = Ranking.bin(set.score(i));
      double weight = set.weight(i);
      comments[bin]++;
      weights[bin] += weight;
      squares[bin] += weight * weight;
      scores[bin] += weight * set.score(i);
      hits[bin] += set.isPositive(i) ? weight : 0;
      total += weight;
    }
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < Ranking.BINS; bin++) {
      if (comments[bin] > 0) {
        double rate = Math.min(hits[bin] / weights[bin], 1);
        double effective = weights[bin] * weights[bin] / squares[bin];
        bins.add(
            new Bin(
                comments[bin],
                weights[bin] / total,
                scores[bin] / weights[bin],
                rate,
                wilson(rate, effective)));
      }
    }
    return bins;
  }

  static Interval wilson(double rate, double n) {
    double z2 = Z_95 * Z_95;
    double middle = (rate + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z_95 * Math.sqrt(rate * (1 - rate) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    return new Interval(Math.max(middle - half, 0), Math.min(middle + half, 1));
  }
}
