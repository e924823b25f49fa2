package dev.replyguard.training.recipe;

import dev.replyguard.model.Label;
import dev.replyguard.model.ModelCard;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.evaluation.CalibrationMethod;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything a model depends on, but for the data itself: the same recipe and the same data give
 * the same bundle, byte for byte.
 *
 * @param name of the model, as on its card, such as {@code en-2026.11}
 * @param description for the model's card
 * @param languages the languages the data is in, as BCP 47 tags
 * @param date the day of training as provenance tells it: never taken from the clock
 * @param seed of every choice that is made at random
 * @param features how a text becomes features
 * @param training how the weights are found
 * @param network how the networks over tokens are made, if there are any
 * @param teacher whose answers the networks are trained on beside the labels, if there is one
 * @param folds which folds are for what
 * @param assumedRates the share of comments thought to have a label, by key, for labels that no
 *     source has at natural rates; above 0, below 1
 * @param calibration how log-odds become probabilities, by key; a label that is not named gets what
 *     has the lower cross-validated log-loss on the tuning fold
 * @param sources the data, in order
 * @param reports data that is only measured on, never trained or tuned on
 */
public record Recipe(
    String name,
    String description,
    List<String> languages,
    LocalDate date,
    long seed,
    FeatureSettings features,
    TrainingSettings training,
    NetworkSettings network,
    TeacherSettings teacher,
    Folds folds,
    Map<String, Double> assumedRates,
    Map<String, CalibrationMethod> calibration,
    List<SourceSettings> sources,
    List<ReportSettings> reports) {

  private static final double DEFAULT_RATE = 0.01;

  public Recipe {
    ModelCard.requireName(name);
    languages = List.copyOf(languages);
    assumedRates = inOrder(assumedRates);
    calibration = inOrder(calibration);
    sources = List.copyOf(sources);
    reports = List.copyOf(reports);
    if (network.networks() > 0 && !features.isAdditive()) {
      throw new IllegalArgumentException(
          "network: goes with features of version %d alone"
              .formatted(FeatureSettings.CURRENT_VERSION));
    }
    if (features.inverseDocumentFrequency()) {
      throw new IllegalArgumentException(
          "features.inverseDocumentFrequency: false expected; training weighs by it (idfPower)");
    }
    if (teacher.isGiven() && network.networks() == 0) {
      throw new IllegalArgumentException("teacher: goes with a network alone");
    }
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("languages: at least one expected");
    }
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("sources: at least one expected");
    }
    assumedRates.forEach(
        (key, rate) -> {
          SourceSettings.requireLabel("assumedRates", key);
          if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException(
                "assumedRates." + key + ": above 0, below 1 expected, got " + rate);
          }
        });
    calibration.keySet().forEach(key -> SourceSettings.requireLabel("calibration", key));
    Set<String> files = new HashSet<>();
    for (SourceSettings source : sources) {
      if (!files.add(source.file())) {
        throw new IllegalArgumentException("sources: " + source.file() + " is named twice");
      }
    }
    for (ReportSettings report : reports) {
      if (files.contains(report.file())) {
        throw new IllegalArgumentException(
            "reports: "
                + report.file()
                + " is a source; what is reported on must not be trained on");
      }
    }
  }

  /**
   * A copy of {@code map} by the order of its keys. A recipe is written into the model's
   * provenance, and the order of {@code Map.copyOf} differs from one start of Java to the next.
   */
  static <V> Map<String, V> inOrder(Map<String, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /**
   * The share of comments thought to have {@code label}; one in a hundred where nothing is said.
   */
  public double assumedRate(Label label) {
    return assumedRates.getOrDefault(label.key(), DEFAULT_RATE);
  }

  /** How {@code label} is calibrated; empty where the data decides. */
  public Optional<CalibrationMethod> calibrationOf(Label label) {
    return Optional.ofNullable(calibration.get(label.key()));
  }

  /**
   * Which folds are for what; equal texts are in the same fold in all files, so that no text is on
   * both sides of a split.
   *
   * @param train folds to train on, without {@link LabelledComments#REPORT_FOLD}, by which models
   *     are compared whatever they were trained on
   * @param tune the fold that scores are calibrated and thresholds are chosen on, not that one
   *     either
   * @param test the fold that is only reported on
   */
  public record Folds(List<Integer> train, int tune, int test) {
    public Folds {
      train = List.copyOf(train);
      for (int fold : train) {
        requireFold("train", fold, LabelledComments.REPORT_FOLD);
      }
      requireFold("tune", tune, LabelledComments.REPORT_FOLD);
      requireFold("test", test, LabelledComments.FOLDS);
      if (train.isEmpty() || train.contains(tune) || train.contains(test) || tune == test) {
        throw new IllegalArgumentException(
            "folds: some to train on, and two others, one to tune and one to test, expected");
      }
    }

    private static void requireFold(String field, int fold, int end) {
      if (fold < 0 || fold >= end) {
        throw new IllegalArgumentException(
            "folds.%s: 0 to %d expected, got %d".formatted(field, end - 1, fold));
      }
    }
  }

  /**
   * Data that is only measured on.
   *
   * @param file its name without the ending {@code .csv} or {@code .csv.gz}
   * @param labels keys of the labels whose mean is reported
   * @param weighted whether only rows with a weight count, and count by it
   */
  public record ReportSettings(String file, List<String> labels, boolean weighted) {
    public ReportSettings {
      labels = List.copyOf(labels);
      labels.forEach(key -> SourceSettings.requireLabel("reports." + file + ".labels", key));
    }
  }
}
