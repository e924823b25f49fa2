package dev.replyguard.training.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.replyguard.model.Interval;
import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * What two models differ by on the same comments.
 *
 * @param dataset the data set
 * @param rows which of its comments
 * @param label the label's key, or "mean of" so many
 * @param comments how many comments say something about the label, or about the first of them
 * @param positives how many have it
 * @param rocAuc area under the ROC curve
 * @param prAuc area under the precision-recall curve
 * @param calibrationError expected calibration error: the lower the better
 * @param resampled the difference of the ROC AUC in each resample
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
public record Difference(
    String dataset,
    String rows,
    String label,
    int comments,
    int positives,
    Figure rocAuc,
    Figure prAuc,
    Figure calibrationError,
    @JsonIgnore double[] resampled) {

  /**
   * A figure of both.
   *
   * @param one the first model's
   * @param two the second's
   * @param difference by how much the second's is higher
   * @param interval of the difference; null where too few resamples gave one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Figure(double one, double two, double difference, @Nullable Interval interval) {}

  /**
   * Whether the resamples leave no doubt that the second model's ROC AUC is lower by more than
   * {@code margin}.
   *
   * @param risk of saying so by chance, 0..1
   */
  public boolean isLower(double margin, double risk) {
    return share(difference -> difference >= -margin) <= risk;
  }

  /**
   * Whether the resamples leave no doubt that the second model's ROC AUC is higher.
   *
   * @param risk of saying so by chance, 0..1
   */
  public boolean isHigher(double risk) {
    return share(difference -> difference <= 0) <= risk;
  }

  /** The share of resamples that speak against, the sample itself counted among them. */
  private double share(DoublePredicate against) {
    double[] finite = Arrays.stream(resampled).filter(Double::isFinite).toArray();
    long found = Arrays.stream(finite).filter(against).count();
    return (1.0 + found) / (1.0 + finite.length);
  }
}
