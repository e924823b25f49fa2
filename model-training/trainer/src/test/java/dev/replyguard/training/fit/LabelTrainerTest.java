package dev.replyguard.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.model.Label;
import dev.replyguard.training.TestData;
import dev.replyguard.training.fit.LabelTrainer.LabelWeights;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelTrainerTest {
  private static final int BUCKETS = 40;
  private static final float AS_DRAWN = -1;
  private static final float BLANK = Float.NaN;

  @TempDir private Path folder = Path.of("");
  private Recipe recipe;
  private SourceSettings source;

  @BeforeEach
  void readRecipe() throws IOException {
    recipe = RecipeReader.read(TestData.writeRecipe(folder.resolve("r.yaml")));
    source = recipe.sources().get(0);
  }

  @Test
  void rowsWithABlankLabelChangeNothingForThatLabel() {
    List<Instance> rows = rows(300, AS_DRAWN);
    List<Instance> withBlanks = new ArrayList<>(rows);
    withBlanks.addAll(rows(200, BLANK));
    List<Instance> asNegatives = new ArrayList<>(rows);
    asNegatives.addAll(rows(200, 0f));
    FeatureSpace space = FeatureSpace.of(withBlanks, 14, 1);

    double[] alone = train(rows, space, Label.INSULT).weights();

    assertThat(train(withBlanks, space, Label.INSULT).weights()).isEqualTo(alone);
    assertThat(train(asNegatives, space, Label.INSULT).weights()).isNotEqualTo(alone);
    assertThat(train(withBlanks, space, Label.INSULT).rows()).isEqualTo(300);
  }

  @Test
  void givesWeightToWhatTellsTheLabelAndInItsDirection() {
    List<Instance> rows = rows(400, AS_DRAWN);
    FeatureSpace space = FeatureSpace.of(rows, 14, 1);

    double[] weights = train(rows, space, Label.SPAM).weights();

    int telling = space.number(Label.SPAM.index());
    assertThat(weights[telling]).isPositive();
    for (int number = 0; number < weights.length; number++) {
      assertThat(Math.abs(weights[number])).isLessThanOrEqualTo(weights[telling]);
    }
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    List<Instance> rows = rows(200, AS_DRAWN);
    FeatureSpace space = FeatureSpace.of(rows, 14, 1);

    assertThat(train(rows, space, Label.THREAT).weights())
        .isEqualTo(train(rows, space, Label.THREAT).weights());
  }

  @Test
  void refusesALabelThatNobodyHas() {
    List<Instance> rows = rows(50, 0f);
    FeatureSpace space = FeatureSpace.of(rows, 14, 1);

    assertThatThrownBy(() -> train(rows, space, Label.INSULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("insult: rows with it and rows without it expected")
        .hasMessageContaining("got 0 of 50");
  }

  @Test
  void weightsOfRows_followTheirSource() {
    SourceSettings half =
        new SourceSettings(
            "half",
            "CC0-1.0",
            "nobody",
            Map.of("toxicity", 0.5, "insult", 1.0),
            List.of("insult"),
            Map.of("spam", 0.25),
            2,
            Map.of(),
            SourceSettings.Natural.NONE);
    float[] labels = unlabelled();
    labels[Label.TOXICITY.index()] = 0;
    Instance clean = Instance.of(new int[0], new float[0], labels, 0, half);
    float[] toxic = labels.clone();
    toxic[Label.TOXICITY.index()] = 1;
    toxic[Label.INSULT.index()] = 1;
    Instance insulting = Instance.of(new int[0], new float[0], toxic, 0, half);

    assertThat(clean.trainingWeight(Label.TOXICITY)).isEqualTo(0.5);
    assertThat(clean.trainingWeight(Label.SPAM)).isEqualTo(0.25);
    assertThat(clean.trainingWeight(Label.INSULT)).isZero();
    assertThat(clean.trainingWeight(Label.THREAT)).isZero();
    assertThat(insulting.trainingWeight(Label.TOXICITY)).isEqualTo(0.5);
    assertThat(insulting.trainingWeight(Label.INSULT)).isZero();
    assertThat(insulting.trainingWeight(Label.SPAM)).isZero();
    assertThat(clean.naturalWeight(Label.TOXICITY)).isZero();
  }

  private LabelWeights train(List<Instance> rows, FeatureSpace space, Label label) {
    return new LabelTrainer(recipe, rows, space).train(label);
  }

  /** Rows where the bucket of a label's index tells the label, among buckets that tell nothing. */
  private List<Instance> rows(int count, float insult) {
    Random random = new Random(TestData.SEED);
    List<Instance> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      float[] labels = new float[Label.ALL.size()];
      boolean[] present = new boolean[BUCKETS];
      for (int label = 0; label < labels.length; label++) {
        labels[label] = random.nextInt(4) == 0 ? 1 : 0;
        present[label] = labels[label] > 0;
      }
      for (int bucket = labels.length; bucket < BUCKETS; bucket++) {
        present[bucket] = random.nextInt(4) == 0;
      }
      present[BUCKETS - 1] = true;
      if (insult != AS_DRAWN) {
        labels[Label.INSULT.index()] = insult;
      }
      int[] features = new int[BUCKETS];
      int size = 0;
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        if (present[bucket]) {
          features[size++] = bucket;
        }
      }
      float[] values = new float[size];
      Arrays.fill(values, (float) (1 / Math.sqrt(size)));
      rows.add(Instance.of(Arrays.copyOf(features, size), values, labels, 0, source));
    }
    return rows;
  }

  private static float[] unlabelled() {
    float[] labels = new float[Label.ALL.size()];
    Arrays.fill(labels, Float.NaN);
    return labels;
  }
}
