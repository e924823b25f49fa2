package dev.replyguard.training.evaluation;

import dev.replyguard.model.Calibration;
import dev.replyguard.model.Calibration.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the rising line from a model's log-odds to those of a probability that can be taken at its
 * word, whatever its shape: isotonic regression (Zadrozny and Elkan, "Transforming Classifier
 * Scores into Accurate Multiclass Probability Estimates", 2002) by pooling adjacent violators (Ayer
 * et al., 1955), with weights of rows.
 *
 * <p>Its result would be steps, and all comments on one step would be equal: a ranking lost. So the
 * line goes from the middle of one step to the middle of the next, as in centered isotonic
 * regression (Oron and Flournoy, 2017), and rises everywhere. Beyond the outermost middles it goes
 * on as steep as Platt's line for the same comments.
 *
 * <p>Comments with the same log-odds cannot be told apart: they are one, of their mean, before
 * anything is pooled. Targets are Platt's, not quite 0 and 1, so that no step is at 0 or 1.
 */
public final class IsotonicRegression {
  /** A step on fewer comments is pooled with the next: it would follow chance. */
  private static final int FEWEST_COMMENTS = 20;

  /** How steep the line is at least, so that no two scores become one by rounding. */
  private static final double SMALLEST_SLOPE = 0.01;

  private IsotonicRegression() {}

  /**
   * The calibration of {@code set}.
   *
   * @param set whose scores are log-odds, with comments of both kinds
   * @return a line that rises everywhere; Platt's where the log-odds tell nothing about the label
   */
  public static Calibration fit(ScoredSet set) {
    Calibration platt = PlattScaling.fit(set);
    List<Step> steps = largeEnough(pooled(points(set)));
    if (steps.size() < 2) {
      return platt;
    }
    List<Point> line = new ArrayList<>();
    double lowest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < steps.size(); i++) {
      double target = steps.get(i).target();
      double middle = steps.get(i).middle();
      Point point = new Point(middle, Math.max(Math.log(target / (1 - target)), lowest));
      line.add(point);
      if (i + 1 < steps.size()) {
        lowest = point.calibrated() + SMALLEST_SLOPE * (steps.get(i + 1).middle() - middle);
      }
    }
    double slope = Math.max(platt.logOdds(1) - platt.logOdds(0), SMALLEST_SLOPE);
    Point first = line.get(0);
    Point last = line.get(line.size() - 1);
    line.add(0, new Point(first.logit() - 1, first.calibrated() - slope));
    line.add(new Point(last.logit() + 1, last.calibrated() + slope));
    return new Calibration(line);
  }

  /** Comments that get the same target, told by sums. */
  private record Step(double weight, double logits, double targets, int comments) {
    double middle() {
      return logits / weight;
    }

    double target() {
      return targets / weight;
    }

    Step with(Step other) {
      return new Step(
          weight + other.weight,
          logits + other.logits,
          targets + other.targets,
          comments + other.comments);
    }
  }

  /** One step for each log-odds, rising. */
  private static List<Step> points(ScoredSet set) {
    double[] targets = PlattScaling.targets(set);
    int[] falling = set.byFallingScore();
    List<Step> points = new ArrayList<>();
    double before = Double.NaN;
    for (int i = falling.length - 1; i >= 0; i--) {
      int index = falling[i];
      double weight = set.weight(index);
      double logit = set.score(index);
      Step step = new Step(weight, weight * logit, weight * targets[index], 1);
      int last = points.size() - 1;
      if (logit == before) {
        points.set(last, points.get(last).with(step));
      } else {
        points.add(step);
      }
      before = logit;
    }
    return points;
  }

  /** Pools neighbours until targets rise strictly. */
  private static List<Step> pooled(List<Step> points) {
    List<Step> steps = new ArrayList<>();
    for (Step point : points) {
      Step here = point;
      while (!steps.isEmpty() && steps.get(steps.size() - 1).target() >= here.target()) {
        here = steps.remove(steps.size() - 1).with(here);
      }
      steps.add(here);
    }
    return steps;
  }

  /** Pools steps on few comments with their neighbours, which keeps the rest rising. */
  private static List<Step> largeEnough(List<Step> steps) {
    List<Step> pooled = new ArrayList<>();
    for (Step step : steps) {
      int last = pooled.size() - 1;
      if (last >= 0 && pooled.get(last).comments < FEWEST_COMMENTS) {
        pooled.set(last, pooled.get(last).with(step));
      } else {
        pooled.add(step);
      }
    }
    int last = pooled.size() - 1;
    if (last > 0 && pooled.get(last).comments < FEWEST_COMMENTS) {
      Step rest = pooled.remove(last);
      pooled.set(last - 1, pooled.get(last - 1).with(rest));
    }
    return pooled;
  }
}
