package dev.replyguard.training;

import dev.replyguard.model.BundleException;
import dev.replyguard.model.Calibration;
import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.ModelCard;
import dev.replyguard.model.OnnxBundleWriter;
import dev.replyguard.model.OnnxBundleWriter.LinearPart;
import dev.replyguard.model.OnnxOptions;
import dev.replyguard.model.OnnxSettings;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.model.StackedClassifier;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.TextFiles;
import dev.replyguard.training.evaluation.Mean;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.evaluation.ScoredSet;
import dev.replyguard.training.fit.Instance;
import dev.replyguard.training.fit.LogOdds;
import dev.replyguard.training.fit.ScoredFold;
import dev.replyguard.training.fit.StackedFold;
import dev.replyguard.training.fit.TuningSet;
import dev.replyguard.training.generated.RecipeComments;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.EvaluationFormat;
import dev.replyguard.training.measuring.EvaluationPlan;
import dev.replyguard.training.measuring.EvaluationRun;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes in a text classifier that was trained elsewhere: scores the tuning fold by it, calibrates,
 * chooses thresholds, evaluates on comments as a model trained here is evaluated, and packs the
 * bundle. With a linear model beside it, the two are weighed against each other on the tuning fold
 * first. The same models, recipe and data on the same kind of processor give the same bytes.
 */
public final class OnnxImport {
  private final Recipe recipe;
  private final Path data;
  private final Source source;
  private final OnnxOptions options;
  private final Progress progress;

  /**
   * What is taken in.
   *
   * @param name of the model, as on its card
   * @param description for its card
   * @param settings how to use it
   * @param vocabulary its tokens, by number
   * @param model the ONNX file
   * @param linear the bundle of a linear model that is to be scored beside it, if any
   */
  public record Source(
      String name,
      String description,
      OnnxSettings settings,
      List<String> vocabulary,
      Path model,
      Optional<Path> linear) {
    public Source {
      vocabulary = List.copyOf(vocabulary);
    }
  }

  /**
   * What came out.
   *
   * @param bundle the bundle, ready to be written
   * @param evaluation as in the bundle
   */
  public record Result(OnnxBundleWriter bundle, Evaluation evaluation) {}

  /**
   * An import.
   *
   * @param recipe tells which files there are, their labels and rates, which folds are for what,
   *     and what is reported on; how to train is passed over
   * @param data the folder of the recipe's files
   * @param options how the model may use the machine
   */
  public OnnxImport(
      Recipe recipe, Path data, Source source, OnnxOptions options, Progress progress) {
    this.recipe = recipe;
    this.data = data;
    this.source = source;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Does it. The model reads the tuning fold and all that is reported on.
   *
   * @throws DataException when a data file is missing or faulty, or says too little about a label
   * @throws BundleException when a model cannot be read or run, or is not what its settings say
   */
  public Result run() throws IOException {
    String sha256 = TextFiles.sha256(source.model());
    Tuned tuned = tune(sha256);
    Evaluation evaluation = evaluate(sha256, tuned);
    return new Result(
        bundle(
            sha256,
            tuned.linear(),
            tuned.tuning().calibrations(),
            tuned.tuning().thresholds(),
            evaluation.means(),
            EvaluationFormat.write(evaluation)),
        evaluation);
  }

  /**
   * What is settled on the tuning fold.
   *
   * @param linear the linear model, and how much either counts
   */
  private record Tuned(Optional<LinearPart> linear, Tuning tuning) {}

  private Tuned tune(String sha256) throws IOException {
    try (ScoringModel raw = untuned(sha256).open(options)) {
      progress.begin("Tuning", recipe.sources().size());
      if (source.linear().isEmpty()) {
        ScoredFold fold = scored(List.of(raw::logits), raw.labels()).get(0);
        return new Tuned(Optional.empty(), settle(raw.labels(), fold.instances(), fold));
      }
      ModelBundle bundle = ModelBundle.read(source.linear().get());
      try (CommentClassifier linear = CommentClassifier.of(bundle)) {
        // As a StackedClassifier asks the two.
        List<ScoredFold> folds =
            scored(
                List.of(
                    linear::logits, input -> raw.logits(StackedClassifier.reading(linear, input))),
                linear.labels());
        StackedFold both = StackedFold.fit(folds.get(0), folds.get(1), raw.labels(), recipe);
        return new Tuned(
            Optional.of(new LinearPart(source.linear().get(), both.weights())),
            settle(linear.labels(), folds.get(0).instances(), both));
      }
    }
  }

  private List<ScoredFold> scored(List<Function<ScoringInput, double[]>> models, Set<Label> labels)
      throws IOException {
    return ScoredFold.of(
        models,
        labels,
        recipe,
        recipe.folds().tune(),
        new RecipeComments(recipe, data),
        progress::step);
  }

  private Tuning settle(Set<Label> labels, List<Instance> instances, LogOdds model)
      throws DataException {
    Tuning tuning = new Tuning(recipe);
    for (Label label : labels) {
      TuningSet set = TuningSet.of(label, recipe, instances);
      ScoredSet logits = set.logits(model);
      requireBoth(label, logits);
      tuning.add(label, set.name(), logits);
    }
    return tuning;
  }

  private Evaluation evaluate(String sha256, Tuned tuned) throws IOException {
    Tuning tuning = tuned.tuning();
    OnnxBundleWriter draft =
        bundle(sha256, tuned.linear(), tuning.calibrations(), tuning.thresholds(), List.of(), "{}");
    try (ScoringModel model = draft.open(options)) {
      // How it behaves on made-up cases and in disguises, evaluate tells: that takes minutes.
      return new EvaluationRun(model, tuning.thresholds(), Resampling.DEFAULT, 0, progress)
          .runOnSets(source.name(), EvaluationPlan.of(recipe, data))
          .trainedBy(tuning.figures(), tuning.choices(), RecipeReader.tree(recipe));
    }
  }

  private OnnxBundleWriter untuned(String sha256) throws BundleException {
    Map<Label, Calibration> calibrations = new EnumMap<>(Label.class);
    Map<Label, RecommendedThresholds> thresholds = new EnumMap<>(Label.class);
    for (Label label : source.settings().labels().keySet()) {
      calibrations.put(label, Calibration.IDENTITY);
      thresholds.put(label, RecommendedThresholds.NONE);
    }
    return bundle(sha256, Optional.empty(), calibrations, thresholds, List.of(), "{}");
  }

  private void requireBoth(Label label, ScoredSet set) throws DataException {
    if (!set.hasBoth()) {
      throw new DataException(
          data.toString(),
          "%s: rows with it and rows without it expected in fold %d, got %d of %d with it"
              .formatted(label.key(), recipe.folds().tune(), set.positives(), set.size()));
    }
  }

  private OnnxBundleWriter bundle(
      String sha256,
      Optional<LinearPart> linear,
      Map<Label, Calibration> calibrations,
      Map<Label, RecommendedThresholds> thresholds,
      List<Mean> means,
      String evaluation)
      throws BundleException {
    return new OnnxBundleWriter(
        card(sha256, means),
        source.settings(),
        source.vocabulary(),
        source.model(),
        linear,
        calibrations,
        thresholds,
        evaluation);
  }

  private ModelCard card(String sha256, List<Mean> means) throws BundleException {
    // What the ONNX model was trained on is not known here.
    List<ModelCard.Source> sources = List.of();
    String beside = "";
    if (source.linear().isPresent()) {
      ModelBundle linear = ModelBundle.read(source.linear().get());
      sources = linear.card().sources();
      beside = "; beside it " + linear.version() + ", trained on these sources";
    }
    return new ModelCard(
        source.name(),
        source.description(),
        recipe.languages(),
        sources,
        means.stream()
            .map(
                mean ->
                    new ModelCard.Metric(
                        mean.dataset(), "mean", "rocAuc", mean.rocAuc(), mean.interval()))
            .toList(),
        "Imported %s from %s (SHA-256 %s), trained elsewhere%s; calibrated on fold %d of the recipe %s"
            .formatted(
                recipe.date(),
                source.model().getFileName(),
                sha256,
                beside,
                recipe.folds().tune(),
                recipe.name()));
  }
}
