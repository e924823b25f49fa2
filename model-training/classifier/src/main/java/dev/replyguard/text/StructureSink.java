package dev.replyguard.text;

import java.util.Set;

/** Turns steps of {@linkplain StructuralFeature structural features} to buckets. Immutable. */
final class StructureSink {
  private final FeatureExtractor extractor;
  private final int seed;
  private final boolean[] switchedOn = new boolean[StructuralFeature.values().length + 1];

  StructureSink(Set<StructuralFeature> switchedOn, FeatureExtractor extractor, int seed) {
    this.extractor = extractor;
    this.seed = seed;
    switchedOn.forEach(feature -> this.switchedOn[feature.code()] = true);
  }

  boolean isOn(StructuralFeature feature) {
    return switchedOn[feature.code()];
  }

  /** The hash that a feature's own hashes start from. */
  int start(StructuralFeature feature) {
    return FeatureExtractor.step(seed, feature.code());
  }

  /** The bucket of a finished hash. */
  int bucket(int hash) {
    return extractor.bucket(hash);
  }

  /** Adds a step that the text as a whole has, where its feature is switched on. */
  void add(StructuralFeature feature, int step, FeatureBuffer into) {
    add(feature, step, FeatureBuffer.WHOLE_TEXT, FeatureBuffer.WHOLE_TEXT, into);
  }

  /** {@link #add(StructuralFeature, int, FeatureBuffer)} where {@code condition} holds. */
  void addIf(boolean condition, StructuralFeature feature, int step, FeatureBuffer into) {
    if (condition) {
      add(feature, step, into);
    }
  }

  /**
   * Adds a step that a part of the text has, where its feature is switched on.
   *
   * @param start where the part starts in the text as it was written
   * @param end where it ends, exclusive
   */
  void add(StructuralFeature feature, int step, int start, int end, FeatureBuffer into) {
    if (isOn(feature)) {
      int hash = FeatureExtractor.step(start(feature), step + 1);
      into.addStructure(extractor.bucket(hash), start, end, feature, step);
    }
  }
}
