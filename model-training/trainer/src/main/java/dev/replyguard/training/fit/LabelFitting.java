package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import dev.replyguard.training.Progress;
import dev.replyguard.training.cache.CacheKey;
import dev.replyguard.training.cache.TrainingCache;
import dev.replyguard.training.fit.LabelTrainer.LabelWeights;
import dev.replyguard.training.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains the labels one after another. What is trained is kept in the cache at once, so a training
 * that was interrupted goes on behind its last finished label. For one thread.
 */
public final class LabelFitting {
  private final Corpus corpus;
  private final FeatureSpace space;
  private final LabelTrainer trainer;
  private final TrainingCache cache;
  private final TrainingKeys keys;
  private final Progress progress;

  /**
   * A fitting.
   *
   * @param training the rows to train on
   * @param space the features to train on
   */
  public LabelFitting(
      Recipe recipe,
      Corpus corpus,
      List<Instance> training,
      FeatureSpace space,
      TrainingCache cache,
      Progress progress) {
    this.corpus = corpus;
    this.space = space;
    this.trainer = new LabelTrainer(recipe, training, space);
    this.cache = cache;
    this.keys = new TrainingKeys(recipe);
    this.progress = progress;
  }

  /**
   * The weights of all labels, in label order.
   *
   * @throws IllegalArgumentException when a label has no row with it, or none without
   */
  public List<LabelWeights> fit() {
    long work = 0;
    for (Label label : Label.ALL) {
      work += trainer.work(label);
    }
    progress.begin("Fitting", work);
    List<LabelWeights> weights = new ArrayList<>();
    for (Label label : Label.ALL) {
      progress.step(label.key(), trainer.work(label));
      weights.add(fit(label));
    }
    return weights;
  }

  private LabelWeights fit(Label label) {
    Optional<CacheKey> key = keys.weights(label, corpus);
    Optional<LabelWeights> kept =
        key.flatMap(k -> cache.read(k, LabelWeights::decode))
            .filter(weights -> weights.weights().length == space.size());
    if (kept.isPresent()) {
      return kept.get();
    }
    LabelWeights trained = trainer.train(label);
    key.ifPresent(k -> cache.write(k, trained::encode));
    return trained;
  }
}
