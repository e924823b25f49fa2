package dev.replyguard.training.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.replyguard.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * How good a model is at one label on one data set.
 *
 * @param dataset its file, or what it is made of
 * @param rows "fold 9", "weighted" and the like
 * @param label the label's key
 * @param comments how many comments say something about the label
 * @param positives how many have it
 * @param baseRate the weighted share that has it
 * @param rocAuc area under the ROC curve, weighted
 * @param prAuc area under the precision-recall curve, weighted
 * @param calibrationError expected calibration error over ten bins, weighted
 * @param intervals how sure these are; null where the comments are too few to say, or where nobody
 *     measured it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figures(
    String dataset,
    String rows,
    String label,
    int comments,
    int positives,
    double baseRate,
    double rocAuc,
    double prAuc,
    double calibrationError,
    @Nullable Intervals intervals) {

  /**
   * Intervals by {@link Resampling}.
   *
   * @param confidence of all of them, between 0 and 1
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Intervals(
      double confidence,
      @Nullable Interval rocAuc,
      @Nullable Interval prAuc,
      @Nullable Interval calibrationError) {}

  /** Measures {@code set}, whose scores are probabilities, without intervals. */
  public static Figures of(String dataset, String rows, String label, ScoredSet set) {
    return new Figures(
        dataset,
        rows,
        label,
        set.size(),
        set.positives(),
        Rounded.of(set.baseRate()),
        Rounded.of(Metrics.rocAuc(set)),
        Rounded.of(Metrics.prAuc(set)),
        Rounded.of(Metrics.calibrationError(set)),
        null);
  }

  /** Whether both are of the same label on the same comments. */
  public boolean isSameMeasurementAs(Figures other) {
    return dataset.equals(other.dataset) && rows.equals(other.rows) && label.equals(other.label);
  }

  /** Whether the label has the rate here that it has, or is thought to have, where people write. */
  public boolean hasRealisticRate() {
    return rows.endsWith("natural rates") || rows.endsWith("assumed rate");
  }

  /** How many comments do not have the label. */
  public int negatives() {
    return comments - positives;
  }
}
