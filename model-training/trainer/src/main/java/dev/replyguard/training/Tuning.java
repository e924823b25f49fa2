package dev.replyguard.training;

import dev.replyguard.model.Calibration;
import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.training.evaluation.CalibrationChoice;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.evaluation.ScoredSet;
import dev.replyguard.training.evaluation.ThresholdSearch;
import dev.replyguard.training.recipe.Recipe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is settled on the tuning fold, label by label: how log-odds become probabilities, and which
 * thresholds are recommended. Not thread-safe.
 */
final class Tuning {
  private static final String TUNED_ON = "tuned on";

  private final Recipe recipe;
  private final Map<Label, Calibration> calibrations = new EnumMap<>(Label.class);
  private final Map<Label, RecommendedThresholds> thresholds = new EnumMap<>(Label.class);
  private final List<CalibrationChoice> choices = new ArrayList<>();
  private final List<Figures> figures = new ArrayList<>();

  Tuning(Recipe recipe) {
    this.recipe = recipe;
  }

  /**
   * Settles a label of a model that is shipped as it was trained.
   *
   * @param name what its comments are, for reports
   * @param logits its log-odds, with comments of both kinds
   */
  void add(Label label, String name, ScoredSet logits) {
    Calibration calibration = settle(label, logits);
    figures.add(Figures.of(name, TUNED_ON, label.key(), calibrated(logits, calibration)));
  }

  /**
   * Settles a label of a model that was made smaller after it was trained.
   *
   * @param name what its comments are, for reports
   * @param before the log-odds of the model as trained, before it was made smaller
   * @param logits the log-odds of the model that is shipped, with comments of both kinds
   */
  void add(Label label, String name, ScoredSet before, ScoredSet logits) {
    Calibration calibration = settle(label, logits);
    figures.add(Figures.of(name, "before pruning", label.key(), calibrated(before, calibration)));
    figures.add(Figures.of(name, TUNED_ON, label.key(), calibrated(logits, calibration)));
  }

  private Calibration settle(Label label, ScoredSet logits) {
    CalibrationChoice choice =
        CalibrationChoice.of(label, logits, recipe.calibrationOf(label), recipe.seed());
    Calibration calibration = choice.method().fit(logits);
    choices.add(choice);
    calibrations.put(label, calibration);
    thresholds.put(
        label, ThresholdSearch.find(calibrated(logits, calibration), Resampling.DEFAULT));
    return calibration;
  }

  private static ScoredSet calibrated(ScoredSet logits, Calibration calibration) {
    ScoredSet scores = new ScoredSet();
    for (int i = 0; i < logits.size(); i++) {
      double score = calibration.probability(logits.score(i));
      scores.add(score, logits.isPositive(i), logits.weight(i));
    }
    return scores;
  }

  Map<Label, Calibration> calibrations() {
    return Collections.unmodifiableMap(calibrations);
  }

  Map<Label, RecommendedThresholds> thresholds() {
    return Collections.unmodifiableMap(thresholds);
  }

  /** Which calibration each label got, and why. */
  List<CalibrationChoice> choices() {
    return List.copyOf(choices);
  }

  /** How good each label is on the comments it was settled on. */
  List<Figures> figures() {
    return List.copyOf(figures);
  }
}
