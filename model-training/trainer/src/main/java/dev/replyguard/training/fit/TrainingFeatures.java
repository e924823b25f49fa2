package dev.replyguard.training.fit;

import dev.replyguard.training.recipe.TrainingSettings;

/**
 * What one label is trained on: scaled buckets, then a feature for each source that has one, then
 * the one that every text has.
 *
 * @param space the buckets
 * @param scales what each bucket's value is multiplied by, by number
 * @param sources how many sources may have a feature
 * @param sourceValue what such a feature is worth where a text has it
 * @param biasValue what the feature is worth that every text has
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record TrainingFeatures(
    FeatureSpace space, double[] scales, int sources, double sourceValue, double biasValue) {

  static TrainingFeatures of(
      FeatureSpace space, double[] scales, int sources, TrainingSettings settings) {
    return new TrainingFeatures(
        space, scales, sources, settings.sourceValue(), settings.biasValue());
  }

  /** The number of the feature that tells {@code source}, from 0. */
  int numberOf(int source) {
    return space.size() + source;
  }

  /** The number of the feature that every text has: the last. */
  int biasNumber() {
    return space.size() + sources;
  }
}
