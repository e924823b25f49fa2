package dev.replyguard.training;

import dev.replyguard.model.BundleWriter;
import dev.replyguard.model.Label;
import dev.replyguard.model.NetworkWeights;
import dev.replyguard.training.cache.TrainingCache;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.TeacherAnswers;
import dev.replyguard.training.evaluation.ScoredSet;
import dev.replyguard.training.fit.Corpus;
import dev.replyguard.training.fit.CorpusReader;
import dev.replyguard.training.fit.FeatureSpace;
import dev.replyguard.training.fit.Instance;
import dev.replyguard.training.fit.LabelFitting;
import dev.replyguard.training.fit.LabelTrainer.LabelWeights;
import dev.replyguard.training.fit.LogOdds;
import dev.replyguard.training.fit.ModelAssembler;
import dev.replyguard.training.fit.SourceComments;
import dev.replyguard.training.fit.TuningSet;
import dev.replyguard.training.fit.WeightTable;
import dev.replyguard.training.generated.RecipeComments;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.network.NetworkTraining;
import dev.replyguard.training.network.StackedModel;
import dev.replyguard.training.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.tribuo.common.sgd.AbstractLinearSGDModel;
import org.tribuo.multilabel.MultiLabel;

/**
 * A recipe carried out: reads the data, trains label by label, prunes and rounds, assembles one
 * Tribuo model, calibrates, chooses thresholds, evaluates, and packs the bundle. The same recipe
 * and the same data give the same bytes.
 */
public final class Training {
  private final Recipe recipe;
  private final Path data;
  private final TeacherAnswers teacher;
  private final SourceComments comments;
  private final TrainingCache cache;
  private final Progress progress;

  /**
   * A training that keeps nothing for another one.
   *
   * @param data the folder of the recipe's files
   */
  public Training(Recipe recipe, Path data, Progress progress) {
    this(recipe, data, TeacherAnswers.NONE, TrainingCache.none(), progress);
  }

  /**
   * A training.
   *
   * @param data the folder of the recipe's files
   * @param teacher the answers that the recipe names, where it names some
   * @param cache where it goes on from, should it have been interrupted: what comes out is the same
   */
  public Training(
      Recipe recipe, Path data, TeacherAnswers teacher, TrainingCache cache, Progress progress) {
    this.recipe = recipe;
    this.data = data;
    this.teacher = teacher;
    this.cache = cache;
    this.comments = new RecipeComments(recipe, data, teacher);
    this.progress = progress;
  }

  /**
   * What came out.
   *
   * @param bundle the bundle, ready to be written
   * @param evaluation as in the bundle
   */
  public record Result(BundleWriter bundle, Evaluation evaluation) {}

  /**
   * Carries the recipe out. It takes minutes and gigabytes.
   *
   * @throws DataException when a file is missing or faulty, or says too little about a label
   */
  public Result run() throws IOException {
    if (recipe.teacher().isGiven() != teacher.size() > 0) {
      throw new DataException(
          recipe.teacher().file(), "the answers of the recipe's teacher expected, and no others");
    }
    Corpus corpus = new CorpusReader(recipe, comments, cache, progress).read();
    List<Instance> tuning = corpus.inFolds(List.of(recipe.folds().tune()));
    List<Instance> training = corpus.inFolds(recipe.folds().train());
    FeatureSpace space =
        FeatureSpace.of(training, recipe.features().hashBits(), recipe.training().minDocuments());

    List<LabelWeights> trained = fit(corpus, training, space);
    WeightTable full = WeightTable.of(space, trained);
    WeightTable pruned = full.pruned(recipe.training().maxFeatures(), training);
    Combined combined = combine(pruned, corpus, tuning);
    AbstractLinearSGDModel<MultiLabel> model =
        new ModelAssembler(recipe, corpus).assemble(combined.table(), combined.outputs(), trained);

    Tuning tuned = new Tuning(recipe);
    progress.begin("Calibrating", Label.ALL.size());
    for (Label label : Label.ALL) {
      progress.step(label.key());
      TuningSet set = TuningSet.of(label, recipe, tuning);
      ScoredSet logits = set.logits(combined.logOdds());
      requireBoth(label, logits);
      tuned.add(label, set.name(), set.logits(full), logits);
    }
    return new Packing(recipe, data, progress).pack(corpus, model, combined.networks(), tuned);
  }

  /**
   * N-grams and networks in one.
   *
   * @param table the n-grams' weights as they are kept
   * @param outputs for each label the weights of the networks' numbers
   * @param networks none where the recipe has none
   * @param logOdds of both, for the tuning fold
   */
  private record Combined(
      WeightTable table, List<float[]> outputs, List<NetworkWeights> networks, LogOdds logOdds) {}

  private Combined combine(WeightTable pruned, Corpus corpus, List<Instance> tuning)
      throws IOException {
    int mantissaBits = recipe.training().mantissaBits();
    if (recipe.network().networks() == 0) {
      WeightTable table = pruned.rounded(mantissaBits);
      List<float[]> none = Collections.nCopies(Label.ALL.size(), new float[0]);
      return new Combined(table, none, List.of(), table);
    }
    NetworkTraining networks =
        new NetworkTraining(recipe, recipe.network(), comments, corpus.frequentTokens());
    NetworkTraining.Result result = networks.train(corpus, cache, progress);
    List<TuningSet> sets =
        Label.ALL.stream().map(label -> TuningSet.of(label, recipe, tuning)).toList();
    List<float[]> pooled = networks.pooled(result, recipe.folds().tune());
    StackedModel stacked =
        StackedModel.fit(pruned, result, tuning, pooled, sets, recipe.teacher())
            .rounded(mantissaBits);
    return new Combined(stacked.table(), stacked.outputs(), result.weights(), stacked);
  }

  private List<LabelWeights> fit(Corpus corpus, List<Instance> training, FeatureSpace space)
      throws DataException {
    try {
      return new LabelFitting(recipe, corpus, training, space, cache, progress).fit();
    } catch (IllegalArgumentException e) {
      throw new DataException(data.toString(), String.valueOf(e.getMessage()), e);
    }
  }

  private void requireBoth(Label label, ScoredSet set) throws DataException {
    if (!set.hasBoth()) {
      throw new DataException(
          data.toString(),
          "%s: rows with it and rows without it expected in fold %d, got %d of %d with it"
              .formatted(label.key(), recipe.folds().tune(), set.positives(), set.size()));
    }
  }
}
