package dev.replyguard.training.evaluation;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * How good a model is, measured.
 *
 * @param model its name
 * @param figures by data set and label
 * @param means over several labels
 */
@JsonPropertyOrder({"model", "means", "figures"})
public record Evaluation(String model, List<Figures> figures, List<Mean> means) {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Evaluation {
    figures = List.copyOf(figures);
    means = List.copyOf(means);
  }

  /**
   * One label on one data set.
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
   */
  public record Figures(
      String dataset,
      String rows,
      String label,
      int comments,
      int positives,
      double baseRate,
      double rocAuc,
      double prAuc,
      double calibrationError) {

    /**
     * Measures {@code set}, whose scores are probabilities; it has comments with the label and
     * without it.
     */
    public static Figures of(String dataset, String rows, String label, ScoredSet set) {
      return new Figures(
          dataset,
          rows,
          label,
          set.size(),
          set.positives(),
          rounded(set.baseRate()),
          rounded(Metrics.rocAuc(set)),
          rounded(Metrics.prAuc(set)),
          rounded(Metrics.calibrationError(set)));
    }
  }

  /**
   * A mean over labels.
   *
   * @param dataset its file
   * @param labels the labels' keys
   * @param rocAuc the mean of their areas under the ROC curve
   */
  public record Mean(String dataset, List<String> labels, double rocAuc) {
    public Mean {
      labels = List.copyOf(labels);
    }

    /** The mean of {@code figures}, all of one data set. */
    public static Mean of(String dataset, List<Figures> figures) {
      return new Mean(
          dataset,
          figures.stream().map(Figures::label).toList(),
          rounded(figures.stream().mapToDouble(Figures::rocAuc).average().orElseThrow()));
    }
  }

  /** As JSON, the same text for the same figures. */
  public String toJson() {
    try {
      return MAPPER.writeValueAsString(this).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("figures can always be written", e);
    }
  }

  /** Six digits: what lies beyond differs between machines. */
  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
