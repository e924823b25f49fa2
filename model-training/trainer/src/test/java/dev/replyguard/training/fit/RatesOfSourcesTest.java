package dev.replyguard.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Label;
import dev.replyguard.training.TestData;
import dev.replyguard.training.fit.LabelTrainer.LabelWeights;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of sources that have a label at other rates, and of the penalty on the bias. */
class RatesOfSourcesTest {
  private static final int BUCKETS = 30;
  private static final int PRESENT = 6;
  private static final double NATURAL_RATE = 0.05;
  private static final double OTHER_RATE = 0.8;
  private static final double LOG_ODDS = Math.log(NATURAL_RATE / (1 - NATURAL_RATE));

  @TempDir private Path folder = Path.of("");

  @Test
  void sourceTold_itsRateDoesNotReachTheModel() throws IOException {
    double untold = meanLogit(Label.INSULT, recipe("elsewhere", "ALL", "sourceValue: 0"));
    double told = meanLogit(Label.INSULT, recipe("elsewhere", "ALL", "sourceValue: 5"));

    assertThat(told).isCloseTo(LOG_ODDS, within(0.3));
    assertThat(untold).isGreaterThan(LOG_ODDS + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"generated/hard-negatives", "elsewhere"})
  void sourceThatIsMadeUp_orNoNaturalRates_nothingIsTold(String file) throws IOException {
    String natural = file.equals("elsewhere") ? "NONE" : "ALL";

    double[] untold = train(Label.INSULT, recipe(file, natural, "sourceValue: 0")).weights();
    double[] told = train(Label.INSULT, recipe(file, natural, "sourceValue: 5")).weights();

    assertThat(told).isEqualTo(untold);
  }

  @Test
  void biasWorthMore_isPenalisedLess() throws IOException {
    Recipe one = recipe("elsewhere", "ALL", "sourceValue: 50, biasValue: 1, cost: 0.0005");
    Recipe ten = recipe("elsewhere", "ALL", "sourceValue: 50, biasValue: 10, cost: 0.0005");

    assertThat(meanLogit(Label.INSULT, one)).isGreaterThan(LOG_ODDS + 1);
    assertThat(meanLogit(Label.INSULT, ten)).isCloseTo(LOG_ODDS, within(0.3));
  }

  /** Of texts as they are at the natural source, whose features tell nothing. */
  private static double meanLogit(Label label, Recipe recipe) {
    List<Instance> rows = rows(recipe.sources().get(0), NATURAL_RATE, 2_000, 1);
    LabelWeights trained = train(label, recipe);
    double sum = 0;
    for (Instance row : rows) {
      sum += trained.bias();
      for (int i = 0; i < row.size(); i++) {
        sum += trained.weights()[row.bucket(i)] * row.value(i);
      }
    }
    return sum / rows.size();
  }

  private static LabelWeights train(Label label, Recipe recipe) {
    List<Instance> rows = new ArrayList<>(rows(recipe.sources().get(0), NATURAL_RATE, 4_000, 2));
    rows.addAll(rows(recipe.sources().get(1), OTHER_RATE, 2_000, 3));
    FeatureSpace space = FeatureSpace.of(rows, 14, 1);
    assertThat(space.size()).isEqualTo(BUCKETS);
    return new LabelTrainer(recipe, rows, space).train(label);
  }

  private static List<Instance> rows(SourceSettings source, double rate, int count, long seed) {
    Random random = new Random(TestData.SEED + seed);
    List<Instance> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      float[] labels = new float[Label.ALL.size()];
      Arrays.fill(labels, random.nextDouble() < rate ? 1 : 0);
      int[] buckets = random.ints(0, BUCKETS).distinct().limit(PRESENT).sorted().toArray();
      float[] values = new float[buckets.length];
      Arrays.fill(values, (float) (1 / Math.sqrt(buckets.length)));
      rows.add(Instance.of(buckets, values, labels, 0, source));
    }
    return rows;
  }

  /** A recipe of two sources; the settings of training that are given replace those there are. */
  private Recipe recipe(String second, String natural, String settings) throws IOException {
    Path file = TestData.writeRecipe(folder.resolve("r.yaml"));
    StringBuilder recipe = new StringBuilder(Files.readString(file));
    for (String setting : settings.split(", ", -1)) {
      String name = setting.substring(0, setting.indexOf(':'));
      String others = recipe.toString().replaceAll("(?m)^  " + name + ": .*\n", "");
      recipe.replace(0, recipe.length(), others);
      recipe.insert(recipe.indexOf("  tolerance"), "  " + setting + "\n");
    }
    String labels = "{toxicity: 1, insult: 1}";
    recipe
        .append("  - {file: ")
        .append(second)
        .append(", licence: CC0-1.0, attribution: nobody, labels: ")
        .append(labels)
        .append("}\n");
    String written = recipe.toString().replace("natural: ALL", "natural: " + natural);
    return RecipeReader.read(Files.writeString(file, written));
  }
}
