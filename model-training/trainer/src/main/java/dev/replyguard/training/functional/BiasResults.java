package dev.replyguard.training.functional;

import java.util.List;

/**
 * How well a model ranks toxic above other comments where identities are named, by the areas under
 * the ROC curve of Borkan et al. (Nuanced Metrics for Measuring Unintended Bias, 2019).
 *
 * @param dataset what was scored
 * @param overall the area over all comments, 0..1
 * @param rows by identity
 */
public record BiasResults(String dataset, double overall, List<Row> rows) {
  public BiasResults {
    rows = List.copyOf(rows);
  }

  /**
   * The areas for one identity, 0..1; not a number where a kind of comment is missing.
   *
   * @param identity its key
   * @param toxic how many toxic comments name it
   * @param other how many other comments name it
   * @param subgroup the area over the comments that name it
   * @param bpsn background positive, subgroup negative: low where its mere mention scores high
   * @param bnsp background negative, subgroup positive: low where attacks on it score low
   */
  public record Row(
      String identity, int toxic, int other, double subgroup, double bpsn, double bnsp) {}
}
