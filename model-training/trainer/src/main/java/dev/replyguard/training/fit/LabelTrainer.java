package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import dev.replyguard.training.cache.CacheInput;
import dev.replyguard.training.cache.CacheOutput;
import dev.replyguard.training.recipe.NaturalRates;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.TrainingSettings;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.common.liblinear.LibLinearModel;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains one label at a time, by itself: a Tribuo LIBLINEAR logistic regression on the rows that
 * say something about it. A row without a word on the label is not in its data at all.
 *
 * <p>LIBLINEAR knows no weights of rows: a row that counts 1.77 is there once, and once more with a
 * chance of 0.77, drawn from the recipe's seed and the row's place.
 */
public final class LabelTrainer {
  private static final org.tribuo.classification.Label WITH =
      new org.tribuo.classification.Label("1");
  private static final org.tribuo.classification.Label WITHOUT =
      new org.tribuo.classification.Label("0");

  private final Recipe recipe;
  private final List<Instance> training;
  private final FeatureSpace space;
  private final ImmutableFeatureMap featureMap;
  private final NaturalRates rates;

  /**
   * A trainer.
   *
   * @param training the rows to train on
   * @param space the features to train on
   */
  public LabelTrainer(Recipe recipe, List<Instance> training, FeatureSpace space) {
    this.recipe = recipe;
    this.training = List.copyOf(training);
    this.space = space;
    this.featureMap = space.trainingMap(recipe.sources().size());
    this.rates = new NaturalRates(recipe);
  }

  /**
   * One label's weights for unscaled features.
   *
   * @param weights by feature number
   * @param bias the log-odds of a text without features
   * @param rows how many rows say something about the label
   * @param positives how many of them have it
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  public record LabelWeights(double[] weights, double bias, int rows, int positives) {
    void encode(CacheOutput out) throws IOException {
      out.writeCount(weights.length);
      for (double weight : weights) {
        out.writeDouble(weight);
      }
      out.writeDouble(bias);
      out.writeCount(rows);
      out.writeCount(positives);
    }

    static LabelWeights decode(CacheInput in) throws IOException {
      double[] weights = new double[in.readCount()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = in.readDouble();
      }
      return new LabelWeights(weights, in.readDouble(), in.readCount(), in.readCount());
    }
  }

  /** About how much work {@link #train} has with {@code label}: the features of its rows. */
  long work(Label label) {
    double work = 1;
    for (Instance instance : training) {
      work += Math.min(instance.trainingWeight(label), 1) * instance.size();
    }
    return (long) work;
  }

  /**
   * Trains {@code label}.
   *
   * @throws IllegalArgumentException when there is no row with it, or none without
   */
  public LabelWeights train(Label label) {
    TrainingSettings settings = recipe.training();
    TrainingFeatures features =
        TrainingFeatures.of(
            space,
            FeatureScales.of(label, training, space, settings),
            recipe.sources().size(),
            settings);
    List<Example<org.tribuo.classification.Label>> examples = new ArrayList<>();
    int rows = 0;
    int positives = 0;
    for (int row = 0; row < training.size(); row++) {
      Instance instance = training.get(row);
      double weight = instance.trainingWeight(label);
      if (weight == 0 || space.sizeOf(instance) == 0) {
        continue;
      }
      boolean positive = instance.isPositive(label);
      rows++;
      positives += positive ? 1 : 0;
      Example<org.tribuo.classification.Label> example =
          new ScaledExample(
              positive ? WITH : WITHOUT, instance, features, toldSource(instance, label));
      for (int copy = copies(weight, row); copy > 0; copy--) {
        examples.add(example);
      }
    }
    // Of rows that count less than one, some are drawn: perhaps none of those with the label.
    long drawn = examples.stream().filter(example -> example.getOutput().equals(WITH)).count();
    if (drawn == 0 || drawn == examples.size()) {
      throw new IllegalArgumentException(
          "%s: rows with it and rows without it expected in the training folds, got %d of %d with it, %d of %d drawn"
              .formatted(label.key(), positives, rows, drawn, examples.size()));
    }
    LibLinearModel<org.tribuo.classification.Label> model =
        trainer(label, recipe)
            .train(
                RowDataset.of(
                    examples,
                    new SimpleDataSourceProvenance(
                        label.key(), startOf(recipe), new LabelFactory()),
                    featureMap));
    return unscaled(model, features, rows, positives);
  }

  /** Tribuo's trainer for {@code label}, new for every use, as it counts its invocations. */
  static LibLinearClassificationTrainer trainer(Label label, Recipe recipe) {
    return new NodeTrainer(
        new LinearClassificationType(LinearType.L2R_LR_DUAL),
        recipe.training().costOf(label),
        recipe.training().tolerance(),
        recipe.seed());
  }

  private int copies(double weight, int row) {
    int whole = (int) weight;
    double rest = weight - whole;
    boolean oneMore =
        rest > 0 && new SplittableRandom(recipe.seed() * 31 + row).nextDouble() < rest;
    return oneMore ? whole + 1 : whole;
  }

  static OffsetDateTime startOf(Recipe recipe) {
    return recipe.date().atStartOfDay().atOffset(ZoneOffset.UTC);
  }

  /** The number of the instance's source, where a feature is to tell it. */
  private int toldSource(Instance instance, Label label) {
    boolean told =
        recipe.training().sourceValue() > 0 && rates.isElsewhere(instance.source(), label);
    return told ? recipe.sources().indexOf(instance.source()) : ScaledExample.UNTOLD;
  }

  /**
   * The weights turned towards the label, with the scale of each feature folded in. Those of
   * sources are left out: they have taken up what those differ in from where comments are scored.
   */
  private LabelWeights unscaled(
      LibLinearModel<org.tribuo.classification.Label> model,
      TrainingFeatures features,
      int rows,
      int positives) {
    de.bwaldvogel.liblinear.Model inner = model.getInnerModels().get(0);
    double sign = inner.getLabels()[0] == model.getOutputIDInfo().getID(WITH) ? 1 : -1;
    double[] trained = inner.getFeatureWeights();
    double[] scales = features.scales();
    double[] weights = new double[scales.length];
    for (int number = 0; number < weights.length; number++) {
      weights[number] = sign * trained[number] * scales[number];
    }
    double bias = sign * trained[features.biasNumber()] * features.biasValue();
    return new LabelWeights(weights, bias, rows, positives);
  }
}
