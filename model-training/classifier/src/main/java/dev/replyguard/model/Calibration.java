package dev.replyguard.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the model's log-odds into a probability that can be taken at its word: of the comments
 * scored 0.8, four out of five deserve the label.
 *
 * <p>A monotone line through a few points, from the model's log-odds to the calibrated ones, going
 * on beyond the first and the last point as between the two next to it. A single straight line is
 * Platt scaling (Platt, 1999); more points hold an isotonic regression (Zadrozny and Elkan, 2002).
 * Where the line rises, a higher log-odds has the higher calibrated one, so no ranking is lost but
 * to the last bits of a float.
 *
 * <p>Immutable. Reading a probability allocates nothing; it takes a binary search over the points.
 */
public final class Calibration {
  /** Leaves the model's probability as it is. */
  public static final Calibration IDENTITY = platt(1, 0);

  /** Probabilities are kept this far from 0 and 1, which no finite log-odds stand for. */
  private static final double MARGIN = 1e-6;

  private final double[] logits;
  private final double[] calibrated;

  /**
   * One point of the line.
   *
   * @param logit the model's log-odds, finite
   * @param calibrated the calibrated log-odds, finite
   */
  public record Point(double logit, double calibrated) {
    public Point {
      if (!Double.isFinite(logit) || !Double.isFinite(calibrated)) {
        throw new IllegalArgumentException(
            "calibration: finite numbers expected, got " + logit + " and " + calibrated);
      }
    }
  }

  /**
   * A line.
   *
   * @param points two or more, by strictly rising {@code logit}, never falling in {@code
   *     calibrated}
   */
  public Calibration(List<Point> points) {
    if (points.size() < 2) {
      throw new IllegalArgumentException(
          "calibration: at least 2 points expected, got " + points.size());
    }
    for (int i = 1; i < points.size(); i++) {
      Point before = points.get(i - 1);
      Point here = points.get(i);
      if (here.logit <= before.logit || here.calibrated < before.calibrated) {
        throw new IllegalArgumentException(
            "calibration: rising points expected, got " + before + " before " + here);
      }
    }
    logits = points.stream().mapToDouble(Point::logit).toArray();
    calibrated = points.stream().mapToDouble(Point::calibrated).toArray();
  }

  /**
   * Platt scaling: the calibrated log-odds are {@code slope * logit + intercept}.
   *
   * @param slope 0 or more, finite
   * @param intercept finite
   */
  public static Calibration platt(double slope, double intercept) {
    return new Calibration(List.of(new Point(0, intercept), new Point(1, slope + intercept)));
  }

  /**
   * A point from the model's log-odds and the probability measured there, kept within 0 and 1 by a
   * millionth.
   */
  public static Point measured(double logit, double probability) {
    double kept = Math.min(Math.max(probability, MARGIN), 1 - MARGIN);
    return new Point(logit, Math.log(kept / (1 - kept)));
  }

  /** The points of the line, two or more, by rising log-odds of the model. */
  public List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      points.add(new Point(logits[i], calibrated[i]));
    }
    return List.copyOf(points);
  }

  /** The calibrated probability, 0..1, for the model's log-odds. */
  public float probability(double logit) {
    return (float) sigmoid(logOdds(logit));
  }

  /** The calibrated log-odds for the model's log-odds. */
  public double logOdds(double logit) {
    int low = 1;
    int high = logits.length - 2;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (logits[middle] < logit) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    double slope = (calibrated[low] - calibrated[low - 1]) / (logits[low] - logits[low - 1]);
    return calibrated[low - 1] + slope * (logit - logits[low - 1]);
  }

  /** The probability that log-odds stand for. */
  static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Calibration that
        && Arrays.equals(logits, that.logits)
        && Arrays.equals(calibrated, that.calibrated);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(logits) + Arrays.hashCode(calibrated);
  }

  @Override
  public String toString() {
    return "Calibration" + points();
  }
}
