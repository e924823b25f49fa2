package dev.replyguard.training.measuring;

import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.model.Scores;
import dev.replyguard.training.data.DataFolder;
import dev.replyguard.training.data.Split;
import dev.replyguard.training.functional.BiasEvaluation;
import dev.replyguard.training.functional.BiasResults;
import dev.replyguard.training.functional.FunctionalEvaluation;
import dev.replyguard.training.functional.FunctionalSuite;
import dev.replyguard.training.measuring.Evaluation.FunctionalFigures;
import dev.replyguard.training.measuring.Evaluation.RobustnessFigures;
import dev.replyguard.training.perturbation.RobustnessEvaluation;
import dev.replyguard.training.perturbation.RobustnessEvaluation.Texts;
import dev.replyguard.training.perturbation.RobustnessResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Measures how a model behaves on texts made to try it: cases, identities, disguises. */
final class BehaviourRun {
  /** Where no threshold is recommended. */
  private static final float EVEN = 0.5f;

  private static final String IDENTITY_FILE = "wiki-identity-swap";

  private final Function<String, Scores> model;
  private final Set<Label> labels;
  private final Map<Label, RecommendedThresholds> thresholds;

  /**
   * A run.
   *
   * @param labels what the model knows
   */
  BehaviourRun(
      Function<String, Scores> model,
      Set<Label> labels,
      Map<Label, RecommendedThresholds> thresholds) {
    this.model = model;
    this.labels = labels;
    this.thresholds = thresholds;
  }

  /** The lowest recommended threshold of a label, or 0.5. */
  static float lowest(Map<Label, RecommendedThresholds> thresholds, Label label) {
    return thresholds.getOrDefault(label, RecommendedThresholds.NONE).points().stream()
        .findFirst()
        .map(OperatingPoint::threshold)
        .orElse(EVEN);
  }

  List<FunctionalFigures> functional() {
    return List.of(
        new FunctionalFigures("a score of 0.5", FunctionalEvaluation.run(model)),
        new FunctionalFigures(
            "each label's lowest recommended threshold",
            FunctionalEvaluation.run(
                model, FunctionalSuite.cases(Split.REPORT), label -> lowest(thresholds, label))));
  }

  /** On the functional suite, and on a file made for it where that is there. */
  List<BiasResults> bias(Path folder) throws IOException {
    List<BiasResults> results = new ArrayList<>();
    if (labels.contains(Label.TOXICITY)) {
      results.add(BiasEvaluation.run(model));
      Optional<Path> file = new DataFolder(folder).ifThere(IDENTITY_FILE);
      if (file.isPresent()) {
        results.add(BiasEvaluation.run(model, file.get(), comment -> true));
      }
    }
    return results;
  }

  /** At each threshold recommended for toxicity, or at 0.5. */
  List<RobustnessFigures> robustness(Path folder) throws IOException {
    if (!labels.contains(Label.TOXICITY)) {
      return List.of();
    }
    List<OperatingPoint> points =
        thresholds.getOrDefault(Label.TOXICITY, RecommendedThresholds.NONE).points();
    List<Double> scores =
        points.isEmpty()
            ? List.of((double) EVEN)
            : points.stream().map(point -> (double) point.threshold()).toList();
    List<RobustnessResults> results = RobustnessEvaluation.run(model, Texts.of(folder), scores);
    List<RobustnessFigures> figures = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      double target = points.isEmpty() ? 0 : points.get(i).targetPrecision();
      figures.add(new RobustnessFigures(target, results.get(i)));
    }
    return figures;
  }
}
