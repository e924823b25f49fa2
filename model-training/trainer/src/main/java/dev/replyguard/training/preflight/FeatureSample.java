package dev.replyguard.training.preflight;

import dev.replyguard.model.Label;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.TextNormalizer;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.fit.TrainingMemory;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;

/**
 * Guesses how many features the comments have, from every sixteenth comment, and how much memory
 * training will take. Not thread-safe.
 */
final class FeatureSample {
  private static final int EVERY = 16;

  private final Recipe recipe;
  private final FeatureExtractor extractor;
  private final NormalizedText text = TextNormalizer.normalize("");
  private final FeatureBuffer buffer = new FeatureBuffer();
  private final double[] labelComments = new double[Label.ALL.size()];
  private final double[] labelFeatures = new double[Label.ALL.size()];
  private double comments;
  private double features;

  FeatureSample(Recipe recipe) {
    this.recipe = recipe;
    this.extractor = new FeatureExtractor(recipe.features());
  }

  /** Counts a comment of a source, and looks at its text where it is its turn. */
  void add(LabelledComment comment, SourceSettings source) {
    comments++;
    if ((long) comments % EVERY != 1) {
      return;
    }
    TextNormalizer.normalize(comment.text(), text);
    extractor.extract(comment.input(), text, buffer);
    double size = (double) EVERY * buffer.size();
    features += size;
    if (recipe.folds().train().contains(comment.fold())) {
      for (Label label : Label.ALL) {
        float share = comment.labels()[label.index()];
        double weight = source.trainingWeight(label, share, comment.isClean());
        // Copies of a row share its features.
        labelComments[label.index()] += EVERY * weight;
        labelFeatures[label.index()] += size * Math.min(weight, 1);
      }
    }
  }

  /** What training on the comments added takes. */
  TrainingMemory memory() {
    return new TrainingMemory(
        comments,
        features,
        labelComments.clone(),
        labelFeatures.clone(),
        recipe.features().buckets());
  }
}
