package dev.replyguard.training.parity;

import dev.replyguard.model.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How one label's scores stand to the other service's.
 *
 * @param label the label
 * @param pairs how many comments have both scores
 * @param rankCorrelation Spearman's coefficient, which no mapping changes
 * @param rates at thresholds of the other service
 * @param mapping fitted on all pairs
 */
public record AttributeParity(
    Label label, int pairs, double rankCorrelation, List<FlagRate> rates, ScoreEquating mapping) {

  /** The fewest pairs that a mapping is fitted on. */
  public static final int MIN_PAIRS = 100;

  /** Below this, the two scores mean different things, and none is turned into the other. */
  public static final double MIN_RANK_CORRELATION = 0.1;

  private static final int FOLDS = 5;
  private static final double[] THRESHOLDS = {0.3, 0.5, 0.6, 0.7, 0.8, 0.9};

  /**
   * What is flagged from a threshold on.
   *
   * @param threshold on the other service's scale
   * @param theirs the share that it flagged
   * @param unmapped the share that the model flags by the same number
   * @param mapped the share that its mapped scores flag, each mapped by what was fitted on others
   * @param agreement the share of comments that both flag, or neither does, after mapping
   */
  public record FlagRate(
      double threshold, double theirs, double unmapped, double mapped, double agreement) {

    /** By how much the share of flagged comments changes, in either direction. */
    public double error() {
      return Math.abs(mapped - theirs);
    }
  }

  public AttributeParity {
    rates = List.copyOf(rates);
  }

  /** Measures and fits. */
  public static AttributeParity of(Label label, double[] ours, double[] theirs) {
    double[] mapped = crossMapped(ours, theirs);
    List<FlagRate> rates = new ArrayList<>();
    for (double threshold : THRESHOLDS) {
      rates.add(
          new FlagRate(
              threshold,
              share(theirs, threshold),
              share(ours, threshold),
              share(mapped, threshold),
              agreement(theirs, mapped, threshold)));
    }
    return new AttributeParity(
        label,
        ours.length,
        RankCorrelation.of(ours, theirs),
        rates,
        ScoreEquating.fit(ours, theirs));
  }

  /** Whether the two scores are alike enough for one to be turned into the other. */
  public boolean isMappable() {
    return rankCorrelation >= MIN_RANK_CORRELATION;
  }

  /** The greatest change of what is flagged, over all thresholds. */
  public double worstError() {
    return rates.stream().mapToDouble(FlagRate::error).max().orElse(0);
  }

  /** Every score mapped by a line that was fitted without it. */
  private static double[] crossMapped(double[] ours, double[] theirs) {
    double[] mapped = new double[ours.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      int[] others = IntStream.range(0, ours.length).filter(i -> i % FOLDS != held).toArray();
      ScoreEquating fitted =
          ScoreEquating.fit(
              IntStream.of(others).mapToDouble(i -> ours[i]).toArray(),
              IntStream.of(others).mapToDouble(i -> theirs[i]).toArray());
      for (int i = held; i < ours.length; i += FOLDS) {
        mapped[i] = fitted.apply(ours[i]);
      }
    }
    return mapped;
  }

  private static double share(double[] scores, double threshold) {
    long flagged = 0;
    for (double score : scores) {
      flagged += score >= threshold ? 1 : 0;
    }
    return (double) flagged / scores.length;
  }

  private static double agreement(double[] one, double[] two, double threshold) {
    long alike = 0;
    for (int i = 0; i < one.length; i++) {
      alike += (one[i] >= threshold) == (two[i] >= threshold) ? 1 : 0;
    }
    return (double) alike / one.length;
  }
}
