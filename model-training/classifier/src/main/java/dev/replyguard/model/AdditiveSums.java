package dev.replyguard.model;

import dev.replyguard.text.Repetition;
import java.util.Arrays;

/**
 * What one thread writes to while {@link AdditiveScoring} scores a text. Used again and again
 * without garbage.
 */
final class AdditiveSums {
  /** Sums of rows of the token table. */
  final double[] tokens = new double[TokenTable.WIDTH];

  /** Sums of weights of tokens and sequences looked up one by one. */
  final double[] words = new double[FlatWeights.LABELS];

  /** Sums of weights of characters looked up one by one. */
  final double[] characters = new double[FlatWeights.LABELS];

  final FeatureBatch wordBatch = new FeatureBatch();
  final FeatureBatch characterBatch = new FeatureBatch();
  final TokenTable.Workspace table = new TokenTable.Workspace();
  final Repetition seen = new Repetition();

  /** Room for a number for each token. */
  int[] rows = new int[256];

  int[] hashes = new int[256];

  // What occurs again: a number that tells what it is, and the place of its count.
  private int[] repeated = new int[64];
  private int[] places = new int[64];
  private int repeatedSize;

  /** Prepares for a text of that many tokens. */
  void begin(int count) {
    Arrays.fill(tokens, 0);
    Arrays.fill(words, 0);
    Arrays.fill(characters, 0);
    wordBatch.clear();
    characterBatch.clear();
    repeatedSize = 0;
    seen.reset(count * 4);
    if (rows.length < count) {
      rows = new int[2 * count];
      hashes = new int[2 * count];
    }
  }

  /** Notes what was seen for the second time, and the place of its count. */
  void repeat(int what, int place) {
    if (repeatedSize == repeated.length) {
      repeated = Arrays.copyOf(repeated, 2 * repeatedSize);
      places = Arrays.copyOf(places, 2 * repeatedSize);
    }
    repeated[repeatedSize] = what;
    places[repeatedSize] = place;
    repeatedSize++;
  }

  /** How many were noted since they were last forgotten. */
  int repeatedSize() {
    return repeatedSize;
  }

  int repeated(int index) {
    return repeated[index];
  }

  /** How often what was noted was seen in all. */
  int count(int index) {
    return seen.countAt(places[index]);
  }

  void forgetRepeated() {
    repeatedSize = 0;
  }
}
