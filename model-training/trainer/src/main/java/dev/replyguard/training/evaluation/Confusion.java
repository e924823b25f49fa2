package dev.replyguard.training.evaluation;

/**
 * How often a label given from a threshold on is right and wrong, in comments as weighted.
 *
 * @param dataset the data set
 * @param rows which of its comments
 * @param label the label's key
 * @param threshold the lowest score that counts as a hit, 0..1
 * @param truePositives have the label and reach the threshold
 * @param falsePositives reach it without the label
 * @param falseNegatives have the label and do not reach it
 * @param trueNegatives neither
 */
public record Confusion(
    String dataset,
    String rows,
    String label,
    float threshold,
    double truePositives,
    double falsePositives,
    double falseNegatives,
    double trueNegatives) {

  /** Counts the comments of {@code set}. */
  public static Confusion of(
      String dataset, String rows, String label, float threshold, ScoredSet set) {
    double[] counts = new double[4];
    for (int i = 0; i < set.size(); i++) {
      boolean hit = (float) set.score(i) >= threshold;
      counts[(hit ? 0 : 2) + (set.isPositive(i) == hit ? 0 : 1)] += set.weight(i);
    }
    return new Confusion(
        dataset,
        rows,
        label,
        threshold,
        Rounded.of(counts[0]),
        Rounded.of(counts[1]),
        Rounded.of(counts[3]),
        Rounded.of(counts[2]));
  }

  /** The share of hits that have the label; not a number where there is no hit. */
  public double precision() {
    return truePositives / (truePositives + falsePositives);
  }

  /** The share of those with the label that are hits; not a number where none has it. */
  public double recall() {
    return truePositives / (truePositives + falseNegatives);
  }

  /** The share of those without the label that are hits; not a number where all have it. */
  public double falsePositiveRate() {
    return falsePositives / (falsePositives + trueNegatives);
  }
}
