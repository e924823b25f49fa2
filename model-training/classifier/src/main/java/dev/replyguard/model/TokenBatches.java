package dev.replyguard.model;

import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.TokenHashing;

/**
 * Turns tokens and sequences of words into the batches whose rows they add. Immutable and
 * thread-safe.
 */
final class TokenBatches {
  private final FeatureExtractor extractor;
  private final TokenHashing hashing;
  private final boolean words;
  private final boolean factors;

  TokenBatches(FeatureExtractor extractor) {
    this.extractor = extractor;
    this.hashing = extractor.tokenHashing();
    this.words = extractor.settings().wordOrders().min() == 1;
    this.factors = extractor.settings().inverseDocumentFrequency();
  }

  /** A token as a word, where single words are features at all. */
  void addWord(int hash, double weight, FeatureBatch into) {
    if (words) {
      add(hashing.wordBucket(hash), weight, into);
    }
  }

  /** The sequence of words that has {@code key}. */
  void addSequence(int key, double weight, FeatureBatch into) {
    add(hashing.sequenceBucket(key), weight, into);
  }

  private void add(int bucket, double weight, FeatureBatch into) {
    if (weight == 1) {
      into.reserve(1);
      into.add(bucket);
    } else {
      into.add(bucket, weight);
    }
    into.addSquares(weight * square(bucket));
  }

  /** A token's n-grams of characters. */
  void addCharacters(char[] units, int start, int end, double weight, FeatureBatch into) {
    int[] buckets = into.reserve(hashing.mostCharacterBuckets(end - start));
    int first = into.size();
    int count = hashing.characterBuckets(units, start, end, buckets, first);
    double squares = 0;
    for (int i = first; i < first + count; i++) {
      squares += square(buckets[i]);
      if (weight == 1) {
        into.add(buckets[i]);
      } else {
        into.add(buckets[i], weight);
      }
    }
    into.addSquares(weight * squares);
  }

  private double square(int bucket) {
    double factor = factors ? extractor.factor(bucket) : 1;
    return factor * factor;
  }
}
