package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureGroup;
import dev.replyguard.text.FeatureSettings.TermFrequency;
import dev.replyguard.text.FeatureSettings.Weighting;
import dev.replyguard.text.Repetition;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.text.TokenHashing;

/**
 * The quick way to the log-odds of the additive token model: token by token, from a table where it
 * has the token and from the token's n-grams where not. It gives what {@link
 * FeatureExtractor#extract} and {@link FlatWeights#logits} give, but for rounding, without making a
 * list of features. Immutable and thread-safe; time is linear in the text's length.
 *
 * <p>What occurs again is not added up again: as the row is the same, what all occurrences but the
 * first are worth is added once, at the end.
 */
final class AdditiveScoring implements LinearScoring {
  private final FeatureExtractor extractor;
  private final float[] biases = new float[FlatWeights.LABELS];
  private final FeatureIndex index;
  private final PackedRows rows;
  private final TokenBatches batches;
  private final TokenReader reader;
  private final TokenTable table;
  private final TokenHashing hashing;
  private final TermFrequency frequency;
  private final Weighting weighting;
  private final boolean pairs;
  private final boolean triples;
  private final boolean skips;

  /**
   * A scoring, which does not keep {@code weights}.
   *
   * @param tokens frequent ones, for the table
   * @param reader finds them
   */
  AdditiveScoring(
      FeatureExtractor extractor, FlatWeights weights, FrequentTokens tokens, TokenReader reader) {
    this.extractor = extractor;
    for (Label label : Label.ALL) {
      biases[label.index()] = weights.bias(label.index());
    }
    this.index = weights.index();
    this.rows = weights.packed(extractor);
    this.batches = new TokenBatches(extractor);
    this.reader = reader;
    this.table = new TokenTable(tokens, batches, index, rows);
    this.hashing = extractor.tokenHashing();
    this.frequency = extractor.settings().termFrequency();
    this.weighting = extractor.settings().weighting();
    int min = extractor.settings().wordOrders().min();
    int max = extractor.settings().wordOrders().max();
    this.pairs = max >= 2 && min <= 2;
    this.triples = max >= 3;
    this.skips = max > 0 && weighting.skipBigrams();
  }

  @Override
  public double bias(Label label) {
    return biases[label.index()];
  }

  @Override
  public double weight(int bucket, Label label) {
    int row = index.find(bucket);
    return row == FeatureIndex.NONE ? 0 : rows.get(row, label.index()) / extractor.factor(bucket);
  }

  @Override
  public void logits(ScoringInput input, Workspace workspace) {
    FeatureBuffer features = workspace.features;
    double[] logits = workspace.logits;
    workspace.read(reader, extractor);
    extractor.extractStructureOfTokens(input, workspace.text, features);
    for (int label = 0; label < FlatWeights.LABELS; label++) {
      logits[label] = biases[label];
    }
    structure(features, logits);
    AdditiveSums sums = workspace.sums;
    sums.begin(features.tokens());
    tokens(workspace, sums);
    sequences(features, sums);
    sums.wordBatch.sum(index, rows, sums.words);
    sums.characterBatch.sum(index, rows, sums.characters);
    double ofWords =
        weighting.scale(
            FeatureGroup.WORDS, sums.tokens[TokenTable.WORD_SQUARE] + sums.wordBatch.squares());
    double ofCharacters =
        weighting.scale(
            FeatureGroup.CHARACTERS,
            sums.tokens[TokenTable.CHARACTER_SQUARE] + sums.characterBatch.squares());
    for (int label = 0; label < FlatWeights.LABELS; label++) {
      double words = sums.words[label] + sums.tokens[label];
      double characters = sums.characters[label] + sums.tokens[TokenTable.CHARACTERS + label];
      logits[label] += ofWords * words + ofCharacters * characters;
    }
  }

  private void structure(FeatureBuffer features, double[] logits) {
    for (int i = 0; i < features.occurrences(); i++) {
      int bucket = features.occurrenceBucket(i);
      double value = features.occurrenceValue(i);
      int row = index.find(bucket);
      if (row != FeatureIndex.NONE && value != 0) {
        // Structure is not multiplied by factors, but the rows are.
        rows.add(row, value / extractor.factor(bucket), logits);
      }
    }
  }

  private void tokens(Workspace workspace, AdditiveSums sums) {
    FeatureBuffer features = workspace.features;
    char[] padded = workspace.text.padded();
    int[] places = workspace.places;
    int found = 0;
    for (int token = 0; token < features.tokens(); token++) {
      int place = sums.seen.see(features.tokenHash(token));
      int count = sums.seen.countAt(place);
      if (count == 1) {
        if (inTable(places[token], sums)) {
          sums.rows[found++] = places[token];
        } else {
          addToken(token, 1, padded, features, sums);
        }
      } else if (count == 2) {
        sums.repeat(token, place);
      }
    }
    table.add(sums.rows, found, sums.tokens);
    for (int i = 0; i < sums.repeatedSize(); i++) {
      int token = sums.repeated(i);
      double weight = Repetition.beyondFirst(sums.count(i), frequency);
      if (inTable(places[token], sums)) {
        table.add(places[token], weight, sums.tokens);
      } else {
        addToken(token, weight, padded, features, sums);
      }
    }
    sums.forgetRepeated();
  }

  private boolean inTable(int place, AdditiveSums sums) {
    return place >= 0 && table.has(place, sums.table);
  }

  /** Adds a token that is not in the table. */
  private void addToken(
      int token, double weight, char[] padded, FeatureBuffer features, AdditiveSums sums) {
    int start = features.tokenStart(token) + 1;
    int end = features.tokenEnd(token) + 1;
    batches.addWord(features.tokenHash(token), weight, sums.wordBatch);
    batches.addCharacters(padded, start, end, weight, sums.characterBatch);
  }

  private void sequences(FeatureBuffer features, AdditiveSums sums) {
    int[] hashes = sums.hashes;
    int words = 0;
    for (int token = 0; token < features.tokens(); token++) {
      hashes[words] = features.tokenHash(token);
      words += features.isWord(token) ? 1 : 0;
    }
    for (int word = 1; word < words && pairs; word++) {
      sequence(hashing.sequence(hashes[word - 1], hashes[word]), sums);
    }
    for (int word = 2; word < words && triples; word++) {
      int pair = hashing.sequence(hashes[word - 2], hashes[word - 1]);
      sequence(hashing.sequence(pair, hashes[word]), sums);
    }
    for (int word = 2; word < words && skips; word++) {
      sequence(hashing.skip(hashes[word - 2], hashes[word]), sums);
    }
    for (int i = 0; i < sums.repeatedSize(); i++) {
      double weight = Repetition.beyondFirst(sums.count(i), frequency);
      batches.addSequence(sums.repeated(i), weight, sums.wordBatch);
    }
  }

  private void sequence(int key, AdditiveSums sums) {
    int place = sums.seen.see(key);
    int count = sums.seen.countAt(place);
    if (count == 1) {
      batches.addSequence(key, 1, sums.wordBatch);
    } else if (count == 2) {
      sums.repeat(key, place);
    }
  }
}
