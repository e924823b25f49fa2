package dev.replyguard.training.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.replyguard.model.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mean over several labels of one data set.
 *
 * @param dataset its file, or what it is made of
 * @param labels the labels' keys
 * @param rocAuc the mean of their areas under the ROC curve
 * @param interval between which bounds it lies, each resample drawn for all labels at once; null
 *     where nobody measured it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mean(
    String dataset, List<String> labels, double rocAuc, @Nullable Interval interval) {
  public Mean {
    labels = List.copyOf(labels);
  }
}
