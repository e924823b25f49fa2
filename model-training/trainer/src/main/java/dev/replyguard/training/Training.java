package dev.replyguard.training;

import dev.replyguard.model.BundleWriter;
import dev.replyguard.model.Calibration;
import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.ModelCard;
import dev.replyguard.model.NetworkWeights;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.training.cache.TrainingCache;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.evaluation.Evaluation;
import dev.replyguard.training.evaluation.PlattScaling;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.evaluation.ScoredSet;
import dev.replyguard.training.evaluation.ThresholdSearch;
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
import dev.replyguard.training.network.NetworkTraining;
import dev.replyguard.training.network.StackedModel;
import dev.replyguard.training.recipe.Recipe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
  private final SourceComments comments;
  private final TrainingCache cache;
  private final Progress progress;

  /**
   * A training that keeps nothing for another one.
   *
   * @param data the folder of the recipe's files
   */
  public Training(Recipe recipe, Path data, Progress progress) {
    this(recipe, data, TrainingCache.none(), progress);
  }

  /**
   * A training.
   *
   * @param data the folder of the recipe's files
   * @param cache where it goes on from, should it have been interrupted: what comes out is the same
   */
  public Training(Recipe recipe, Path data, TrainingCache cache, Progress progress) {
    this.recipe = recipe;
    this.data = data;
    this.cache = cache;
    this.comments = new RecipeComments(recipe, data);
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

    Map<Label, Calibration> calibrations = new EnumMap<>(Label.class);
    Map<Label, RecommendedThresholds> thresholds = new EnumMap<>(Label.class);
    List<Evaluation.Figures> tuned = new ArrayList<>();
    progress.begin("Calibrating", Label.ALL.size());
    for (Label label : Label.ALL) {
      progress.step(label.key());
      TuningSet set = TuningSet.of(label, recipe, tuning);
      ScoredSet logits = set.logits(combined.logOdds());
      requireBoth(label, logits);
      Calibration calibration = PlattScaling.fit(logits);
      ScoredSet scores = calibrated(logits, calibration);
      calibrations.put(label, calibration);
      thresholds.put(label, ThresholdSearch.find(scores, Resampling.DEFAULT));
      ScoredSet before = calibrated(set.logits(full), calibration);
      tuned.add(Evaluation.Figures.of(set.name(), "before pruning", label.key(), before));
      tuned.add(Evaluation.Figures.of(set.name(), "tuned on", label.key(), scores));
    }
    return pack(corpus, model, combined.networks(), calibrations, thresholds, tuned);
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
        StackedModel.fit(pruned, result, tuning, pooled, sets).rounded(mantissaBits);
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

  private static ScoredSet calibrated(ScoredSet logits, Calibration calibration) {
    ScoredSet scores = new ScoredSet();
    for (int i = 0; i < logits.size(); i++) {
      double score = calibration.probability(logits.score(i));
      scores.add(score, logits.isPositive(i), logits.weight(i));
    }
    return scores;
  }

  /** Evaluates by the classifier that will read the bundle, then packs the result with it. */
  private Result pack(
      Corpus corpus,
      AbstractLinearSGDModel<MultiLabel> model,
      List<NetworkWeights> networks,
      Map<Label, Calibration> calibrations,
      Map<Label, RecommendedThresholds> thresholds,
      List<Evaluation.Figures> tuned)
      throws IOException {
    BundleWriter draft =
        new BundleWriter(
            card(corpus, List.of()),
            recipe.features(),
            corpus.tokensOf(recipe.features()),
            List.of(),
            model,
            networks,
            calibrations,
            thresholds,
            "{}");
    ModelBundle bundle = ModelBundle.read(new ByteArrayInputStream(draft.toBytes()), recipe.name());
    progress.begin("Evaluating", recipe.sources().size() + recipe.reports().size() + 1L);
    Evaluation evaluation =
        new RecipeEvaluation(recipe, data, CommentClassifier.of(bundle), progress).run(tuned);
    BundleWriter result =
        new BundleWriter(
            card(corpus, evaluation.means()),
            recipe.features(),
            corpus.tokensOf(recipe.features()),
            List.of(),
            model,
            networks,
            calibrations,
            thresholds,
            evaluation.toJson());
    return new Result(result, evaluation);
  }

  private ModelCard card(Corpus corpus, List<Evaluation.Mean> means) {
    return new ModelCard(
        recipe.name(),
        recipe.description(),
        recipe.languages(),
        corpus.files().stream()
            .map(
                file ->
                    new ModelCard.Source(
                        file.source().file(), file.source().licence(), file.rows()))
            .toList(),
        means.stream()
            .map(mean -> new ModelCard.Metric(mean.dataset(), "mean", "rocAuc", mean.rocAuc()))
            .toList(),
        "Trained %s with seed %d by Tribuo %s (LIBLINEAR L2R_LR_DUAL) on Java %s"
            .formatted(
                recipe.date(),
                recipe.seed(),
                org.tribuo.Tribuo.VERSION,
                System.getProperty("java.version")));
  }
}
