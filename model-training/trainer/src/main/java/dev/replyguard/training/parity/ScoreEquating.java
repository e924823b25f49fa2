package dev.replyguard.training.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A monotone line from one scale of scores to another, over 0..1 on both; immutable.
 *
 * <p>It is fitted by equating quantiles (equipercentile equating, as in Kolen and Brennan, "Test
 * Equating, Scaling, and Linking"): a score becomes the other scale's score that as many comments
 * reach. So a threshold on the other scale flags as many comments as it did, which is what a
 * publisher's thresholds were chosen by. Regression would pull extreme scores to the middle, and
 * high thresholds would flag too few. Which comments are flagged still depends on how far the two
 * rank them alike.
 *
 * @param knots its corners, from the lowest to the highest; between them it is straight
 */
public record ScoreEquating(List<Knot> knots) {
  private static final int LEVELS = 100;

  /**
   * A corner.
   *
   * @param ours a score of the model
   * @param theirs the score of the other service that stands for it
   */
  public record Knot(double ours, double theirs) {}

  public ScoreEquating {
    knots = List.copyOf(knots);
    if (knots.size() < 2) {
      throw new IllegalArgumentException("knots: 2 or more expected, got " + knots.size());
    }
    for (int i = 1; i < knots.size(); i++) {
      if (knots.get(i).ours <= knots.get(i - 1).ours
          || knots.get(i).theirs < knots.get(i - 1).theirs) {
        throw new IllegalArgumentException("knots: a rising line expected");
      }
    }
  }

  /**
   * The line that fits pairs of scores.
   *
   * @param ours the model's scores
   * @param theirs the other service's, of the same comments, as many
   */
  public static ScoreEquating fit(double[] ours, double[] theirs) {
    if (ours.length != theirs.length || ours.length < 2) {
      throw new IllegalArgumentException("scores: as many of both, 2 at least, expected");
    }
    double[] x = ours.clone();
    double[] y = theirs.clone();
    Arrays.sort(x);
    Arrays.sort(y);
    List<Knot> knots = new ArrayList<>();
    knots.add(new Knot(0, 0));
    for (int level = 0; level <= LEVELS; level++) {
      double share = (double) level / LEVELS;
      add(knots, quantile(x, share), quantile(y, share));
    }
    add(knots, 1, 1);
    return new ScoreEquating(knots);
  }

  /** Of knots at one score of ours, the last holds: there the most comments lie below. */
  private static void add(List<Knot> knots, double ours, double theirs) {
    Knot last = knots.get(knots.size() - 1);
    if (ours <= last.ours) {
      knots.set(knots.size() - 1, new Knot(last.ours, Math.max(last.theirs, theirs)));
    } else {
      knots.add(new Knot(ours, Math.max(last.theirs, theirs)));
    }
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** The score on the other scale. */
  public double apply(double score) {
    Knot below = knots.get(0);
    if (score <= below.ours) {
      return below.theirs;
    }
    for (Knot above : knots) {
      if (score <= above.ours) {
        double part =
            above.ours == below.ours ? 1 : (score - below.ours) / (above.ours - below.ours);
        return below.theirs + part * (above.theirs - below.theirs);
      }
      below = above;
    }
    return below.theirs;
  }
}
