package dev.replyguard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.functional.FunctionalEvaluation;
import dev.replyguard.training.gate.Floor;
import dev.replyguard.training.gate.Floors;
import dev.replyguard.training.gate.FloorsFile;
import dev.replyguard.training.gate.Measure;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.EvaluationFormat;
import dev.replyguard.training.measuring.EvaluationPlan;
import dev.replyguard.training.measuring.EvaluationRun;
import dev.replyguard.training.perturbation.RobustnessEvaluation;
import dev.replyguard.training.perturbation.RobustnessEvaluation.Texts;
import dev.replyguard.training.perturbation.RobustnessResults;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import dev.replyguard.training.spam.SpamEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Holds the shipped bundle to the floors beside it, which {@code evaluate --write-floors} wrote
 * together with its card. The data is not in the repository: it is the folder that the environment
 * variable {@code REPLYGUARD_DATA} or the system property of that name tells, else {@code
 * ../shared/data} beside the repository. Without it the made-up cases alone are measured, and the
 * output says so.
 */
class ShippedBundleQualityIT {
  /** Of made-up texts alone, at a score of 0.5. */
  private static final double LEAST_RECALL_KEPT = 0.7;

  private final ModelBundle bundle;
  private final CommentClassifier classifier;
  private final Floors floors;

  ShippedBundleQualityIT() throws IOException {
    this.bundle = ModelBundle.read(ShippedBundleTest.DEFAULT);
    this.classifier = CommentClassifier.of(bundle);
    this.floors = FloorsFile.read(ShippedBundleTest.floors(ShippedBundleTest.NAME));
  }

  @Test
  void madeUpCases_areNotAnsweredWorseThanTheFloor() {
    double accuracy = FunctionalEvaluation.run(classifier::score).accuracy();

    Floor floor =
        floors.floors().stream()
            .filter(f -> f.at().measure() == Measure.ACCURACY)
            .findFirst()
            .orElseThrow();
    System.out.printf("functional suite, accuracy at 0.5: %.4f%n", accuracy);
    assertThat(accuracy).isGreaterThanOrEqualTo(floor.limit());
  }

  @Test
  void disguisedMadeUpCases_areStillFound() {
    RobustnessResults results = RobustnessEvaluation.run(classifier::score, Texts.builtIn(), 0.5);

    assertThat(results.rows())
        .allSatisfy(
            row ->
                assertThat(row.recallKept())
                    .as(row.perturbation())
                    .isGreaterThanOrEqualTo(LEAST_RECALL_KEPT));
  }

  @Test
  void figures_areNoneBelowTheFloors() throws IOException {
    Path data = data();
    boolean there = Files.isRegularFile(data.resolve("jigsaw-test-2.csv.gz"));
    if (!there) {
      System.out.println(
          "NOT MEASURED: the shipped bundle on data; set REPLYGUARD_DATA, nothing in " + data);
    }
    assumeTrue(there, "data expected to measure on: set REPLYGUARD_DATA");

    // Intervals are not looked at: one resample keeps the run short.
    Evaluation measured =
        new EvaluationRun(
                classifier, bundle.thresholds(), new Resampling(1, 1, 0.95), 0, Progress.SILENT)
            .run(bundle.version(), EvaluationPlan.of(data, Optional.of(recipe())))
            .evaluation()
            .withSpam(
                SpamEvaluation.run(
                    classifier::score,
                    bundle.thresholds().getOrDefault(Label.SPAM, RecommendedThresholds.NONE),
                    data));

    measured
        .means()
        .forEach(m -> System.out.printf("%s, mean ROC AUC: %.4f%n", m.dataset(), m.rocAuc()));
    System.out.printf("%d figures held to their floors%n", floors.floors().size());
    assertThat(floors.shortfalls(measured)).isEmpty();
  }

  /** The bundle's own, or that of the repository for a bundle from before it had one. */
  private Recipe recipe() throws IOException {
    String file = ShippedBundleTest.DEFAULT.toString();
    Evaluation stated = EvaluationFormat.read(bundle.evaluation(), file);
    return stated.recipe() == null
        ? RecipeReader.read(ShippedBundleTest.RECIPE)
        : RecipeReader.parse(stated.recipe(), file);
  }

  static Path data() {
    String told = System.getProperty("REPLYGUARD_DATA", System.getenv("REPLYGUARD_DATA"));
    return told == null ? Path.of("../../../shared/data") : Path.of(told);
  }
}
