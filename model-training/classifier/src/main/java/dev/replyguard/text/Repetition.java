package dev.replyguard.text;

import dev.replyguard.text.FeatureSettings.TermFrequency;
import java.util.Arrays;

/**
 * Tells for each thing in a text how often it has been seen there before, by a hash of 32 bits; and
 * what the next occurrence adds to a {@link TermFrequency}. Used again and again without garbage;
 * it belongs to one thread.
 *
 * <p>A table with linear probing. A probe ends after {@value #MAX_PROBES} steps, so that nobody can
 * make it slow by words made up to collide: what finds no place counts as new.
 */
public final class Repetition {
  private static final int MAX_PROBES = 32;
  private static final int SMALLEST = 256;
  private static final double[] LOGARITHMIC_STEPS = logarithmicSteps();

  private int[] keys = new int[SMALLEST];
  private int[] counts = new int[SMALLEST];
  private int mask = SMALLEST - 1;

  /** An empty table. */
  public Repetition() {}

  /** Forgets what was seen, and makes room for that many different things. */
  public void reset(int atMost) {
    int slots = Math.max(SMALLEST, Integer.highestOneBit(Math.max(atMost, 1)) << 2);
    if (counts.length < slots) {
      keys = new int[slots];
      counts = new int[slots];
    } else {
      Arrays.fill(counts, 0, slots, 0);
    }
    mask = slots - 1;
  }

  /** The number of this occurrence: 1 for the first. */
  public int count(int key) {
    int slot = FeatureExtractor.finish(key) & mask;
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      if (counts[slot] == 0) {
        keys[slot] = key;
        counts[slot] = 1;
        return 1;
      }
      if (keys[slot] == key) {
        return ++counts[slot];
      }
      slot = (slot + 1) & mask;
    }
    return 1;
  }

  /** What this occurrence adds to the frequency of {@code key}, 0 to 1. */
  public double weight(int key, TermFrequency frequency) {
    int count = count(key);
    if (count == 1) {
      return 1;
    }
    return switch (frequency) {
      case LINEAR -> 1;
      case BINARY -> 0;
      case LOGARITHMIC ->
          count < LOGARITHMIC_STEPS.length
              ? LOGARITHMIC_STEPS[count]
              : Math.log((double) count / (count - 1));
    };
  }

  /** By how much {@code 1 + ln(n)} rises from {@code n - 1} to {@code n}. */
  private static double[] logarithmicSteps() {
    double[] steps = new double[64];
    for (int count = 2; count < steps.length; count++) {
      steps[count] = Math.log((double) count / (count - 1));
    }
    return steps;
  }
}
