package dev.replyguard.training.perturbation;

import java.util.List;

/**
 * What disguises do to a model.
 *
 * @param texts where the texts are from
 * @param threshold the score of toxicity from which on a comment counts as found, 0..1
 * @param toxic how many toxic texts were disguised
 * @param clean how many others
 * @param recall the share of toxic texts found as they were written, 0..1
 * @param falsePositives the share of other texts taken for toxic as they were written, 0..1
 * @param rows by perturbation
 */
public record RobustnessResults(
    String texts,
    double threshold,
    int toxic,
    int clean,
    double recall,
    double falsePositives,
    List<Row> rows) {
  public RobustnessResults {
    rows = List.copyOf(rows);
  }

  /**
   * One perturbation.
   *
   * @param perturbation its key
   * @param recall the share of the disguised toxic texts found, 0..1
   * @param recallKept that as a share of the recall without disguise; 1 or more: nothing lost
   * @param falsePositives the share of the disguised other texts taken for toxic, 0..1
   * @param falsePositiveRise by what part false positives rose over those without disguise: 0.1 is
   *     a tenth more; not a number where there were none without disguise
   */
  public record Row(
      String perturbation,
      double recall,
      double recallKept,
      double falsePositives,
      double falsePositiveRise) {}
}
