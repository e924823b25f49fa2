package dev.replyguard.training.fit;

import dev.replyguard.model.Label;

/**
 * Guesses how much heap a training needs, before anything is trained. What is kept is counted
 * exactly; how many features the comments have is known from a sample of them.
 *
 * @param comments how many are kept
 * @param features of all comments together, each counted as often as comments have it
 * @param labelComments by label index, how many comments the label is trained on
 * @param labelFeatures by label index, how many features these have
 * @param buckets how many features there can be that differ
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
public record TrainingMemory(
    double comments, double features, double[] labelComments, double[] labelFeatures, int buckets) {
  // Bytes of each on a 64-bit Java with compressed references.
  private static final int COMMENT = 100;
  private static final int FEATURE = 8;
  private static final int NODE = 28;
  private static final int TRAINED_COMMENT = 150;
  private static final int DIFFERENT_FEATURE = 600;

  /** So many features of comments come to one that differs from all others, in English text. */
  private static final int OCCURRENCES = 40;

  /** Program, tables of the normaliser, readers, the bundle as it is packed. */
  private static final long FIXED = 120L << 20;

  /** What the garbage collector needs beside what lives. */
  private static final double SLACK = 1.15;

  /** How many bytes of heap the training needs. */
  public long heap() {
    double label = 0;
    for (int i = 0; i < Label.ALL.size(); i++) {
      label = Math.max(label, NODE * labelFeatures[i] + TRAINED_COMMENT * labelComments[i]);
    }
    double lives = FEATURE * features + COMMENT * comments + label;
    return FIXED + (long) (SLACK * lives) + DIFFERENT_FEATURE * differentFeatures();
  }

  /** How many bytes the features and weights take on disk. */
  public long cache() {
    return (long) (FEATURE * features + COMMENT * comments)
        + (long) Label.ALL.size() * Double.BYTES * differentFeatures();
  }

  private long differentFeatures() {
    return (long) Math.min(buckets, features / OCCURRENCES);
  }
}
