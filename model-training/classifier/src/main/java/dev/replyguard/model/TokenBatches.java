package dev.replyguard.model;

import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.TokenHashing;

/**
 * Turns tokens and sequences of words into the batches whose weights they add. Immutable and
 * thread-safe.
 */
final class TokenBatches {
  private final FeatureExtractor extractor;
  private final TokenHashing hashing;
  private final boolean words;

  TokenBatches(FeatureExtractor extractor) {
    this.extractor = extractor;
    this.hashing = extractor.tokenHashing();
    this.words = extractor.settings().wordOrders().min() == 1;
  }

  /** A token as a word, where single words are features at all. */
  void addWord(int hash, double weight, FeatureBatch into) {
    if (words) {
      into.reserve(1);
      add(hashing.wordBucket(hash), weight, into);
    }
  }

  /** The sequence of words that has {@code key}. */
  void addSequence(int key, double weight, FeatureBatch into) {
    into.reserve(1);
    add(hashing.sequenceBucket(key), weight, into);
  }

  /** A token's n-grams of characters. */
  void addCharacters(char[] units, int start, int end, double weight, FeatureBatch into) {
    int[] buckets = into.reserve(hashing.mostCharacterBuckets(end - start));
    int first = into.size();
    int count = hashing.characterBuckets(units, start, end, buckets, first);
    for (int i = first; i < first + count; i++) {
      add(buckets[i], weight, into);
    }
  }

  private void add(int bucket, double weight, FeatureBatch into) {
    double factor = extractor.factor(bucket);
    into.add(bucket, weight * factor, weight * factor * factor);
  }
}
