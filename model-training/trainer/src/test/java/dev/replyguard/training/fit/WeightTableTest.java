package dev.replyguard.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Label;
import dev.replyguard.training.TestData;
import dev.replyguard.training.fit.LabelTrainer.LabelWeights;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.common.sgd.AbstractLinearSGDModel;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.multilabel.MultiLabel;

class WeightTableTest {
  private static final int FEATURES = 100;

  @TempDir private Path folder = Path.of("");
  private Recipe recipe;
  private List<Instance> instances;
  private FeatureSpace space;
  private List<LabelWeights> trained;

  @BeforeEach
  void makeWeights() throws IOException {
    recipe = RecipeReader.read(TestData.writeRecipe(folder.resolve("r.yaml")));
    Random random = new Random(TestData.SEED);
    instances = new ArrayList<>();
    for (int row = 0; row < 50; row++) {
      int[] features = random.ints(0, FEATURES).distinct().limit(20).sorted().toArray();
      float[] values = new float[features.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat();
      }
      instances.add(Instance.of(features, values, new float[8], 0, recipe.sources().get(0)));
    }
    space = FeatureSpace.of(instances, 14, 1);
    trained = new ArrayList<>();
    for (int label = 0; label < Label.ALL.size(); label++) {
      double[] weights = random.doubles(space.size(), -3, 3).toArray();
      trained.add(new LabelWeights(weights, random.nextDouble() - 2, 50, 5));
    }
  }

  @Test
  void assembledModelHasEachLabelsWeightsUnderItsNameAndFeature() {
    WeightTable table = WeightTable.of(space, trained);

    AbstractLinearSGDModel<MultiLabel> model =
        new ModelAssembler(recipe, new Corpus(instances, List.of(), List.of()))
            .assemble(table, trained);

    DenseMatrix matrix = model.getWeightsCopy();
    assertThat(model.getFeatureIDMap().size()).isEqualTo(space.size());
    for (Label label : Label.ALL) {
      int row = model.getOutputIDInfo().getID(new MultiLabel(label.key()));
      double[] weights = trained.get(label.index()).weights();
      for (int number = 0; number < space.size(); number++) {
        int column = model.getFeatureIDMap().getID(space.name(number));
        assertThat(matrix.get(row, column)).isEqualTo((float) weights[number]);
      }
      assertThat(matrix.get(row, space.size()))
          .isEqualTo((float) trained.get(label.index()).bias());
    }
  }

  @Test
  void assembledModelTellsTheRecipesDateAndData() {
    AbstractLinearSGDModel<MultiLabel> model =
        new ModelAssembler(recipe, new Corpus(instances, List.of(), List.of()))
            .assemble(WeightTable.of(space, trained), trained);

    assertThat(model.getName()).isEqualTo("test-1");
    assertThat(model.generatesProbabilities()).isTrue();
    assertThat(model.getProvenance().getTrainingTime()).hasToString("2026-01-31T00:00Z");
    assertThat(model.getProvenance().getDatasetProvenance().getNumExamples()).isEqualTo(50);
    assertThat(model.getProvenance().toString()).contains("label-spam").contains("seed=5");
  }

  @Test
  void pruning_keepsTheFeaturesThatMatterMost() {
    WeightTable table = WeightTable.of(space, trained);

    WeightTable pruned = table.pruned(60, instances);

    assertThat(pruned.space().size()).isEqualTo(60);
    assertThat(table.pruned(FEATURES, instances)).isSameAs(table);
    double changed = 0;
    double whole = 0;
    for (Instance instance : instances) {
      double before = table.logit(Label.INSULT, instance);
      double after = pruned.logit(Label.INSULT, instance);
      changed += Math.pow(before - after, 2);
      whole += Math.pow(before, 2);
    }
    assertThat(changed).isPositive().isLessThan(whole / 4);
  }

  @Test
  void rounding_changesAWeightByLessThanItsLastDigitKept() {
    WeightTable table = WeightTable.of(space, trained);

    WeightTable rounded = table.rounded(6);

    for (Label label : Label.ALL) {
      for (int number = 0; number < space.size(); number++) {
        float exact = table.weight(label, number);
        float kept = rounded.weight(label, number);
        assertThat(kept).isCloseTo(exact, within(Math.abs(exact) / 128 + 1e-9f));
        assertThat(Float.floatToIntBits(kept) & ((1 << 17) - 1)).isZero();
      }
      assertThat(rounded.bias(label)).isEqualTo(table.bias(label));
    }
    assertThat(table.rounded(23).weight(Label.SPAM, 0)).isEqualTo(table.weight(Label.SPAM, 0));
  }
}
