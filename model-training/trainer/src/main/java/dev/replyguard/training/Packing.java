package dev.replyguard.training;

import dev.replyguard.model.BundleWriter;
import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.ModelCard;
import dev.replyguard.model.NetworkWeights;
import dev.replyguard.training.evaluation.Mean;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.fit.Corpus;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.EvaluationFormat;
import dev.replyguard.training.measuring.EvaluationPlan;
import dev.replyguard.training.measuring.EvaluationRun;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tribuo.common.sgd.AbstractLinearSGDModel;
import org.tribuo.multilabel.MultiLabel;

/** Makes a bundle of what was trained: packed once to be measured, then with what was measured. */
final class Packing {
  private final Recipe recipe;
  private final Path data;
  private final Progress progress;

  Packing(Recipe recipe, Path data, Progress progress) {
    this.recipe = recipe;
    this.data = data;
    this.progress = progress;
  }

  /** The parts of a bundle that are there before it is measured. */
  private record Parts(
      Corpus corpus,
      AbstractLinearSGDModel<MultiLabel> model,
      List<NetworkWeights> networks,
      Tuning tuned) {}

  /** Evaluates by the classifier that will read the bundle, then packs the result with it. */
  Training.Result pack(
      Corpus corpus,
      AbstractLinearSGDModel<MultiLabel> model,
      List<NetworkWeights> networks,
      Tuning tuned)
      throws IOException {
    Parts parts = new Parts(corpus, model, networks, tuned);
    BundleWriter draft = bundle(card(corpus, List.of()), parts, "{}");
    ModelBundle bundle = ModelBundle.read(new ByteArrayInputStream(draft.toBytes()), recipe.name());
    Evaluation evaluation =
        new EvaluationRun(
                CommentClassifier.of(bundle), tuned.thresholds(), Resampling.DEFAULT, 0, progress)
            .run(recipe.name(), EvaluationPlan.of(recipe, data))
            .evaluation()
            .trainedBy(tuned.figures(), tuned.choices(), RecipeReader.tree(recipe));
    BundleWriter result =
        bundle(card(corpus, evaluation.means()), parts, EvaluationFormat.write(evaluation));
    return new Training.Result(result, evaluation);
  }

  private BundleWriter bundle(ModelCard card, Parts parts, String evaluation) {
    return new BundleWriter(
        card,
        recipe.features(),
        parts.corpus().tokensOf(recipe.features()),
        List.of(),
        parts.model(),
        parts.networks(),
        parts.tuned().calibrations(),
        parts.tuned().thresholds(),
        evaluation);
  }

  private ModelCard card(Corpus corpus, List<Mean> means) {
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
            .map(
                mean ->
                    new ModelCard.Metric(
                        mean.dataset(), "mean", "rocAuc", mean.rocAuc(), mean.interval()))
            .toList(),
        "Trained %s with seed %d by Tribuo %s (LIBLINEAR L2R_LR_DUAL) on Java %s"
            .formatted(
                recipe.date(),
                recipe.seed(),
                org.tribuo.Tribuo.VERSION,
                System.getProperty("java.version")));
  }
}
