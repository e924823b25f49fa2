package dev.replyguard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.evaluation.Mean;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.functional.FunctionalEvaluation;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.Evaluation.FunctionalFigures;
import dev.replyguard.training.measuring.Evaluation.RobustnessFigures;
import dev.replyguard.training.measuring.EvaluationFormat;
import dev.replyguard.training.measuring.EvaluationPlan;
import dev.replyguard.training.measuring.EvaluationRun;
import dev.replyguard.training.perturbation.RobustnessEvaluation;
import dev.replyguard.training.perturbation.RobustnessEvaluation.Texts;
import dev.replyguard.training.perturbation.RobustnessResults;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the shipped bundle to what its card states, which is what was measured when it was made,
 * and to floors below which nothing is shipped whatever its card says. The data is not in the
 * repository: it is the folder that the environment variable {@code REPLYGUARD_DATA} or the system
 * property of that name tells, else {@code ../shared/data} beside the repository. Without it the
 * made-up cases alone are measured, and the output says so.
 */
class ShippedBundleQualityIT {
  /** A figure may fall by that much before it is called a fall: code around the model changes. */
  private static final double TOLERANCE = 0.002;

  /** On a single source, where one comment moves a figure by more. */
  private static final double SOURCE_TOLERANCE = 0.01;

  private static final double LEAST_MEAN_ROC_AUC = 0.98;
  private static final double LARGEST_CALIBRATION_ERROR = 0.03;
  private static final double LEAST_ACCURACY = 0.60;
  private static final double LEAST_RECALL_KEPT = 0.75;

  private static final Path RECIPE = Path.of("../recipes/replyguard-en.yaml");

  private static ModelBundle bundle = unread();
  private static CommentClassifier classifier = unread();
  private static Evaluation stated = unread();

  @BeforeAll
  static void read() throws IOException {
    bundle = ModelBundle.read(ShippedBundleTest.FILE);
    classifier = CommentClassifier.of(bundle);
    stated = EvaluationFormat.read(bundle.evaluation(), ShippedBundleTest.FILE.toString());
  }

  @Test
  void madeUpCases_areAnsweredAsTheCardStates() {
    double accuracy = FunctionalEvaluation.run(classifier::score).accuracy();

    System.out.printf("functional suite, accuracy at 0.5: %.4f%n", accuracy);
    assertThat(accuracy).isGreaterThanOrEqualTo(LEAST_ACCURACY);
    stated.functional().stream()
        .limit(1)
        .forEach(
            at ->
                assertThat(accuracy)
                    .as("functional suite")
                    .isGreaterThanOrEqualTo(at.results().accuracy() - TOLERANCE));
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
  void figures_areNoneBelowTheCardAndTheFloors() throws IOException {
    Recipe recipe = recipe();
    Path data = data();
    Optional<String> missing = missing(recipe, data);
    missing.ifPresent(
        file ->
            System.out.println(
                "NOT MEASURED: the shipped bundle on data; set REPLYGUARD_DATA, no "
                    + data.resolve(file)));
    assumeTrue(missing.isEmpty(), "data expected to measure on: set REPLYGUARD_DATA");

    Evaluation measured =
        new EvaluationRun(
                classifier, bundle.thresholds(), new Resampling(1, 1, 0.95), 0, Progress.SILENT)
            .run(bundle.version(), EvaluationPlan.of(recipe, data))
            .evaluation();

    List<String> falls = new ArrayList<>();
    int compared = 0;
    for (Figures figures : stated.figures()) {
      Optional<Figures> now = measured.find(figures);
      if (now.isPresent()) {
        compared++;
        check(measured, figures, now.get(), falls);
      }
    }
    for (RobustnessFigures at : measured.robustness()) {
      check(at, falls);
    }
    System.out.printf("%d figures compared with those of the card%n", compared);
    assertThat(compared).isGreaterThan(40);
    assertThat(falls).isEmpty();
    floors(measured);
  }

  private static void check(Evaluation all, Figures before, Figures now, List<String> falls) {
    int fewer = Math.min(now.positives(), now.negatives());
    double tolerance = all.headlines().contains(now.dataset()) ? TOLERANCE : SOURCE_TOLERANCE;
    // Where few comments have the label one of them changes the figure by more than any tolerance.
    if (fewer >= 30 && now.rocAuc() < before.rocAuc() - tolerance) {
      falls.add(
          "%s, %s, %s: ROC AUC %.4f, stated %.4f"
              .formatted(now.dataset(), now.rows(), now.label(), now.rocAuc(), before.rocAuc()));
    }
  }

  private static void check(RobustnessFigures now, List<String> falls) {
    for (RobustnessFigures before : stated.robustness()) {
      if (before.targetPrecision() == now.targetPrecision()) {
        for (int i = 0; i < before.results().rows().size(); i++) {
          RobustnessResults.Row was = before.results().rows().get(i);
          RobustnessResults.Row is = now.results().rows().get(i);
          if (is.recallKept() < was.recallKept() - SOURCE_TOLERANCE) {
            falls.add(
                "%s at precision %.2f: recall kept %.3f, stated %.3f"
                    .formatted(
                        is.perturbation(),
                        now.targetPrecision(),
                        is.recallKept(),
                        was.recallKept()));
          }
        }
      }
    }
  }

  private static void floors(Evaluation measured) {
    assertThat(measured.means()).extracting(Mean::dataset).contains("jigsaw-test-2");
    assertThat(measured.means())
        .allSatisfy(
            mean -> {
              System.out.printf("%s, mean ROC AUC: %.4f%n", mean.dataset(), mean.rocAuc());
              assertThat(mean.rocAuc()).isGreaterThanOrEqualTo(LEAST_MEAN_ROC_AUC);
            });
    assertThat(measured.figures())
        .filteredOn(figures -> figures.rows().endsWith(" rates") || figures.rows().endsWith("rate"))
        .hasSize(8)
        .allSatisfy(
            figures ->
                assertThat(figures.calibrationError())
                    .as(figures.label())
                    .isLessThanOrEqualTo(LARGEST_CALIBRATION_ERROR));
    assertThat(measured.functional()).extracting(FunctionalFigures::at).hasSize(2);
  }

  /** The bundle's own, or that of the repository for a bundle from before it had one. */
  private static Recipe recipe() throws IOException {
    return stated.recipe() == null
        ? RecipeReader.read(RECIPE)
        : RecipeReader.parse(stated.recipe(), ShippedBundleTest.FILE.toString());
  }

  private static Optional<String> missing(Recipe recipe, Path data) {
    List<String> files = new ArrayList<>();
    recipe.sources().stream().map(SourceSettings::file).forEach(files::add);
    recipe.reports().forEach(report -> files.add(report.file()));
    return files.stream()
        .map(file -> file + ".csv.gz")
        .filter(file -> !Files.isRegularFile(data.resolve(file)))
        .findFirst();
  }

  private static Path data() {
    String told = System.getProperty("REPLYGUARD_DATA", System.getenv("REPLYGUARD_DATA"));
    return told == null ? Path.of("../../../shared/data") : Path.of(told);
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // read before every test
  private static <T> T unread() {
    return null;
  }
}
