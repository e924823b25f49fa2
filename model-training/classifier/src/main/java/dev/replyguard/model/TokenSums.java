package dev.replyguard.model;

import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.TokenHashing;

/**
 * Adds up what single features of the additive token model add to every label, and after the last
 * label their squared factors. Immutable and thread-safe.
 */
final class TokenSums {
  private final FeatureExtractor extractor;
  private final TokenHashing hashing;
  private final FlatWeights weights;
  private final boolean words;

  TokenSums(FeatureExtractor extractor, FlatWeights weights) {
    this.extractor = extractor;
    this.hashing = extractor.tokenHashing();
    this.weights = weights;
    this.words = extractor.settings().wordOrders().min() == 1;
  }

  /** A token as a word, where single words are features at all. */
  void addWord(int hash, double weight, double[] sums) {
    if (words) {
      add(hashing.wordBucket(hash), weight, sums);
    }
  }

  /** The sequence of words that has {@code key}. */
  void addSequence(int key, double weight, double[] sums) {
    add(hashing.sequenceBucket(key), weight, sums);
  }

  /** How much room {@link #addCharacters} needs for a token of that many units. */
  int room(int length) {
    return hashing.mostCharacterBuckets(length);
  }

  /** A token's n-grams of characters; {@code buckets} is written to. */
  void addCharacters(
      char[] units, int start, int end, int[] buckets, double weight, double[] sums) {
    int count = hashing.characterBuckets(units, start, end, buckets);
    for (int i = 0; i < count; i++) {
      add(buckets[i], weight, sums);
    }
  }

  private void add(int bucket, double weight, double[] sums) {
    double factor = extractor.factor(bucket);
    weights.add(bucket, weight * factor, sums);
    sums[FlatWeights.LABELS] += weight * factor * factor;
  }
}
