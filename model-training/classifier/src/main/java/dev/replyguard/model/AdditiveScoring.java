package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureGroup;
import dev.replyguard.text.FeatureSettings.TermFrequency;
import dev.replyguard.text.FeatureSettings.Weighting;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.Repetition;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.text.TokenHashing;
import java.util.Arrays;
import java.util.List;

/**
 * The quick way to the log-odds of the additive token model: token by token, from a table where it
 * has the token and from the token's n-grams where not. It gives what {@link
 * FeatureExtractor#extract} and {@link FlatWeights#logits} give, without making a list of features.
 * Immutable and thread-safe; time is linear in the text's length.
 */
final class AdditiveScoring {
  private final FeatureExtractor extractor;
  private final FlatWeights weights;
  private final TokenBatches batches;
  private final TokenTable table;
  private final TokenHashing hashing;
  private final TermFrequency frequency;
  private final Weighting weighting;
  private final boolean pairs;
  private final boolean triples;
  private final boolean skips;

  /**
   * A scoring.
   *
   * @param tokens frequent ones, for the table
   */
  AdditiveScoring(FeatureExtractor extractor, FlatWeights weights, List<String> tokens) {
    this.extractor = extractor;
    this.weights = weights;
    this.batches = new TokenBatches(extractor);
    this.table = new TokenTable(tokens, batches, weights);
    this.hashing = extractor.tokenHashing();
    this.frequency = extractor.settings().termFrequency();
    this.weighting = extractor.settings().weighting();
    int min = extractor.settings().wordOrders().min();
    int max = extractor.settings().wordOrders().max();
    this.pairs = max >= 2 && min <= 2;
    this.triples = max >= 3;
    this.skips = max > 0 && weighting.skipBigrams();
  }

  /** What one thread writes to while it scores. */
  static final class Sums {
    private final double[] words = new double[TokenTable.CHARACTERS];
    private final double[] characters = new double[TokenTable.CHARACTERS];
    private final Repetition seen = new Repetition();
    private final FeatureBatch singleWords = new FeatureBatch();
    private final FeatureBatch singleCharacters = new FeatureBatch();

    private void clear() {
      Arrays.fill(words, 0);
      Arrays.fill(characters, 0);
      singleWords.clear();
      singleCharacters.clear();
    }
  }

  /** Writes each label's log-odds into {@code logits}. */
  void logits(
      ScoringInput input, NormalizedText text, FeatureBuffer features, Sums sums, double[] logits) {
    extractor.extractStructure(input, text, features);
    for (int label = 0; label < FlatWeights.LABELS; label++) {
      logits[label] = weights.bias(label);
    }
    for (int i = 0; i < features.occurrences(); i++) {
      weights.add(features.occurrenceBucket(i), features.occurrenceValue(i), logits);
    }
    sums.clear();
    tokens(text.padded(), features, sums);
    addSingle(sums.singleWords, sums.words);
    addSingle(sums.singleCharacters, sums.characters);
    double ofWords = weighting.scale(FeatureGroup.WORDS, sums.words[FlatWeights.LABELS]);
    double ofCharacters =
        weighting.scale(FeatureGroup.CHARACTERS, sums.characters[FlatWeights.LABELS]);
    for (int label = 0; label < FlatWeights.LABELS; label++) {
      logits[label] += ofWords * sums.words[label] + ofCharacters * sums.characters[label];
    }
  }

  private void addSingle(FeatureBatch batch, double[] sums) {
    sums[FlatWeights.LABELS] += batch.squares();
    weights.add(batch, sums);
  }

  private void tokens(char[] padded, FeatureBuffer features, Sums sums) {
    sums.seen.reset(features.tokens() * 4);
    int words = 0;
    int previous = 0;
    int beforePrevious = 0;
    for (int token = 0; token < features.tokens(); token++) {
      int hash = features.tokenHash(token);
      double weight = sums.seen.weight(hash, frequency);
      if (features.isWord(token)) {
        if (words > 0) {
          sequences(words > 1, beforePrevious, previous, hash, sums);
        }
        beforePrevious = previous;
        previous = hash;
        words++;
      }
      if (weight > 0) {
        int start = features.tokenStart(token) + 1;
        int end = features.tokenEnd(token) + 1;
        int row = table.find(hash, padded, start, end);
        if (row >= 0) {
          table.add(row, weight, sums.words, sums.characters);
        } else {
          batches.addWord(hash, weight, sums.singleWords);
          batches.addCharacters(padded, start, end, weight, sums.singleCharacters);
        }
      }
    }
  }

  /** The sequences that end with {@code hash}. */
  private void sequences(boolean three, int beforePrevious, int previous, int hash, Sums sums) {
    if (pairs) {
      sequence(hashing.sequence(previous, hash), sums);
    }
    if (three && triples) {
      sequence(hashing.sequence(hashing.sequence(beforePrevious, previous), hash), sums);
    }
    if (three && skips) {
      sequence(hashing.skip(beforePrevious, hash), sums);
    }
  }

  private void sequence(int key, Sums sums) {
    double weight = sums.seen.weight(key, frequency);
    if (weight > 0) {
      batches.addSequence(key, weight, sums.singleWords);
    }
  }
}
