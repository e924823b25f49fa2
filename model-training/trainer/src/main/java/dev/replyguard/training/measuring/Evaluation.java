package dev.replyguard.training.measuring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.replyguard.model.Label;
import dev.replyguard.training.evaluation.CalibrationChoice;
import dev.replyguard.training.evaluation.Confusion;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.evaluation.Mean;
import dev.replyguard.training.evaluation.ThresholdFigures;
import dev.replyguard.training.functional.BiasResults;
import dev.replyguard.training.functional.FunctionalResults;
import dev.replyguard.training.perturbation.RobustnessResults;
import dev.replyguard.training.spam.SpamResults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How good a model is: all that was measured and is the same on every machine. A bundle carries the
 * one of its training.
 *
 * @param model its name or version
 * @param means over several labels
 * @param headlines names of the data sets that stand for comments as they are written, or for an
 *     official test
 * @param figures by data set and label
 * @param thresholds what the recommended thresholds bring, by headline data set
 * @param confusions by data set and label, at the lowest recommended threshold
 * @param calibrations which calibration each label got; none where the model was only measured
 * @param functional the functional suite at several thresholds
 * @param bias by set of comments
 * @param robustness at several thresholds
 * @param spam made-up spam and false alarms; null where it was not measured, as in training
 * @param recipe what the model was made by, for measuring it the same way again; null in older
 *     bundles
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"model", "means", "headlines", "figures"})
public record Evaluation(
    String model,
    List<Mean> means,
    List<String> headlines,
    List<Figures> figures,
    List<ThresholdFigures> thresholds,
    List<Confusion> confusions,
    List<CalibrationChoice> calibrations,
    List<FunctionalFigures> functional,
    List<BiasResults> bias,
    List<RobustnessFigures> robustness,
    @Nullable SpamResults spam,
    @Nullable JsonNode recipe) {

  /**
   * The functional suite at some thresholds.
   *
   * @param at in words
   */
  public record FunctionalFigures(String at, FunctionalResults results) {}

  /**
   * Robustness at a threshold.
   *
   * @param targetPrecision what it was recommended for; 0 where none is and 0.5 was taken
   */
  public record RobustnessFigures(double targetPrecision, RobustnessResults results) {}

  public Evaluation {
    means = copy(means);
    headlines = copy(headlines);
    figures = copy(figures);
    thresholds = copy(thresholds);
    confusions = copy(confusions);
    calibrations = copy(calibrations);
    functional = copy(functional);
    bias = copy(bias);
    robustness = copy(robustness);
  }

  /** Older evaluations lack some lists. */
  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** The figures of a label on headline data sets. */
  public List<Figures> headlineFigures(Label label) {
    return figures.stream()
        .filter(found -> found.label().equals(label.key()) && headlines.contains(found.dataset()))
        .toList();
  }

  /** What was measured on the same comments for the same label. */
  public Optional<Figures> find(Figures other) {
    return figures.stream().filter(other::isSameMeasurementAs).findFirst();
  }

  /** The same, with what only training knows as the model's own evaluation tells it. */
  public Evaluation withTrainingOf(Evaluation own) {
    return new Evaluation(
        model,
        means,
        headlines,
        figures,
        thresholds,
        confusions,
        own.calibrations,
        functional,
        bias,
        robustness,
        spam,
        own.recipe);
  }

  /** The same, with what only training knows: figures of the tuning fold first. */
  public Evaluation trainedBy(
      List<Figures> tuned, List<CalibrationChoice> choices, JsonNode madeBy) {
    return new Evaluation(
        model,
        means,
        headlines,
        Stream.concat(tuned.stream(), figures.stream()).toList(),
        thresholds,
        confusions,
        choices,
        functional,
        bias,
        robustness,
        spam,
        madeBy);
  }

  /** The same, with what was measured of spam. */
  public Evaluation withSpam(SpamResults measured) {
    return new Evaluation(
        model,
        means,
        headlines,
        figures,
        thresholds,
        confusions,
        calibrations,
        functional,
        bias,
        robustness,
        measured,
        recipe);
  }
}
