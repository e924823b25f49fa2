package dev.replyguard.training.evaluation;

/** Weighted measures of a {@link ScoredSet}; all are 0..1. */
public final class Metrics {
  private Metrics() {}

  /**
   * The area under the receiver operating characteristic: how likely a comment with the label
   * scores higher than one without, where a tie counts half (Hanley and McNeil, 1982).
   *
   * @return not a number where one of the two kinds is missing
   */
  public static double rocAuc(ScoredSet set) {
    return measures(set).rocAuc();
  }

  /**
   * The area under the precision-recall curve as average precision: the mean of the precision at
   * each score, weighted by the recall won there.
   *
   * @return not a number where no comment has the label
   */
  public static double prAuc(ScoredSet set) {
    return measures(set).prAuc();
  }

  /**
   * The expected calibration error (Naeini et al., 2015): how far the mean score and the share of
   * comments with the label lie apart within each tenth of the scale, on average over the comments.
   *
   * @param set whose scores are probabilities
   */
  public static double calibrationError(ScoredSet set) {
    return measures(set).calibrationError();
  }

  private static Ranking.Measures measures(ScoredSet set) {
    Ranking ranking = new Ranking(set);
    return ranking.measure(ranking.once());
  }
}
