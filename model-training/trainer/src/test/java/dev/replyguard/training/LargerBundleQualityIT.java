package dev.replyguard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.replyguard.model.OnnxBundle;
import dev.replyguard.model.OnnxOptions;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.gate.Floors;
import dev.replyguard.training.gate.FloorsFile;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.EvaluationPlan;
import dev.replyguard.training.measuring.EvaluationRun;
import dev.replyguard.training.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Holds the larger bundle to its floors on headline sets; single sources and disguises would take
 * too long. Where the data is: {@link ShippedBundleQualityIT}.
 */
class LargerBundleQualityIT {
  private static final OnnxOptions OPTIONS =
      new OnnxOptions(Runtime.getRuntime().availableProcessors(), Duration.ofMinutes(1));

  @Test
  void figuresOfHeadlineSets_areNoneBelowTheFloors() throws IOException {
    OnnxBundle bundle = OnnxBundle.read(ShippedBundleTest.bundle(LargerBundleTest.NAME));
    Path data = ShippedBundleQualityIT.data();
    boolean there = Files.isRegularFile(data.resolve("jigsaw-test-2.csv.gz"));
    if (!there) {
      System.out.println(
          "NOT MEASURED: the larger bundle on data; set REPLYGUARD_DATA, nothing in " + data);
    }
    assumeTrue(there, "data expected to measure on: set REPLYGUARD_DATA");

    Evaluation measured;
    try (ScoringModel model = bundle.open(OPTIONS)) {
      measured =
          new EvaluationRun(
                  model, bundle.thresholds(), new Resampling(1, 1, 0.95), 0, Progress.SILENT)
              .runOnSets(
                  bundle.version(),
                  EvaluationPlan.headlines(RecipeReader.read(ShippedBundleTest.RECIPE), data));
    }

    measured
        .means()
        .forEach(m -> System.out.printf("%s, mean ROC AUC: %.4f%n", m.dataset(), m.rocAuc()));
    Floors floors =
        FloorsFile.read(ShippedBundleTest.floors(LargerBundleTest.NAME))
            .about(measured.headlines());
    System.out.printf("%d figures held to their floors%n", floors.floors().size());
    assertThat(measured.headlines()).contains("jigsaw-test-2");
    assertThat(floors.floors()).isNotEmpty();
    assertThat(floors.shortfalls(measured)).isEmpty();
  }
}
