package dev.replyguard.text;

import dev.replyguard.text.FeatureSettings.TermFrequency;
import dev.replyguard.text.FeatureSettings.Weighting;

/**
 * Takes the features of the additive token model: what a token adds to a group depends on the token
 * and on how often it occurred before, never on its neighbours. This is the plain form that
 * training uses and that faster ones are held to. Immutable and thread-safe.
 */
final class AdditiveFeatures {
  /** Up to so many structural features are worth the same each; more of them share it. */
  private static final int FULL_STRUCTURE = 16;

  private final TermFrequency frequency;
  private final Weighting weighting;
  private final int minOrder;
  private final int maxOrder;
  private final boolean characters;
  private final float[] factors;
  private final TokenHashing hashing;

  AdditiveFeatures(FeatureSettings settings, float[] factors) {
    this.frequency = settings.termFrequency();
    this.weighting = settings.weighting();
    this.minOrder = settings.wordOrders().min();
    this.maxOrder = settings.wordOrders().max();
    this.characters = settings.characterOrders().max() > 0;
    this.factors = factors;
    this.hashing = new TokenHashing(settings);
  }

  TokenHashing hashing() {
    return hashing;
  }

  void extract(NormalizedText text, Tokens tokens, FeatureBuffer into) {
    Repetition seen = into.repetition();
    seen.reset(tokens.count() * 4);
    int previous = -1;
    int beforePrevious = -1;
    for (int token = 0; token < tokens.count(); token++) {
      int start = tokens.start(token);
      int end = tokens.end(token);
      double weight = seen.weight(tokens.hash(token), frequency);
      into.beginGroup(FeatureGroup.WORDS);
      if (minOrder == 1) {
        int bucket = hashing.wordBucket(tokens.hash(token));
        into.add(bucket, start, end, weight * factor(bucket), weight * square(bucket));
      }
      if (tokens.isWord(token)) {
        if (previous >= 0) {
          sequences(tokens, beforePrevious, previous, token, into);
        }
        beforePrevious = previous;
        previous = token;
      }
      if (characters) {
        characters(text, start, end, weight, into);
      }
    }
  }

  private void sequences(
      Tokens tokens, int beforePrevious, int previous, int token, FeatureBuffer into) {
    int hash = tokens.hash(token);
    int end = tokens.end(token);
    if (maxOrder >= 2 && minOrder <= 2) {
      sequence(hashing.sequence(tokens.hash(previous), hash), tokens.start(previous), end, into);
    }
    if (beforePrevious < 0) {
      return;
    }
    int start = tokens.start(beforePrevious);
    int first = tokens.hash(beforePrevious);
    if (maxOrder >= 3) {
      int pair = hashing.sequence(first, tokens.hash(previous));
      sequence(hashing.sequence(pair, hash), start, end, into);
    }
    if (maxOrder > 0 && weighting.skipBigrams()) {
      sequence(hashing.skip(first, hash), start, end, into);
    }
  }

  private void sequence(int key, int start, int end, FeatureBuffer into) {
    double weight = into.repetition().weight(key, frequency);
    int bucket = hashing.sequenceBucket(key);
    into.add(bucket, start, end, weight * factor(bucket), weight * square(bucket));
  }

  private void characters(
      NormalizedText text, int start, int end, double weight, FeatureBuffer into) {
    into.beginGroup(FeatureGroup.CHARACTERS);
    int[] buckets = into.scratch(hashing.mostCharacterBuckets(end - start));
    int count = hashing.characterBuckets(text.padded(), start + 1, end + 1, buckets, 0);
    for (int i = 0; i < count; i++) {
      int bucket = buckets[i];
      into.add(bucket, start, end, weight * factor(bucket), weight * square(bucket));
    }
  }

  private double factor(int bucket) {
    return factors.length == 0 ? 1 : factors[bucket];
  }

  private double square(int bucket) {
    return factors.length == 0 ? 1 : (double) factors[bucket] * factors[bucket];
  }

  void weigh(FeatureBuffer into) {
    weighStructure(into);
    for (FeatureGroup group : new FeatureGroup[] {FeatureGroup.WORDS, FeatureGroup.CHARACTERS}) {
      into.scale(group, weighting.scale(group, into.squares(group)));
    }
    into.addUp();
  }

  /** Each structural feature is worth the same, once; their Euclidean length is bounded. */
  void weighStructure(FeatureBuffer into) {
    double different = into.keepFirst(FeatureGroup.STRUCTURE);
    double shared = different > FULL_STRUCTURE ? Math.sqrt(FULL_STRUCTURE / different) : 1;
    into.scale(FeatureGroup.STRUCTURE, weighting.structure() * shared);
  }
}
