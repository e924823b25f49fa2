package dev.replyguard.model;

import dev.replyguard.text.TokenHashing;
import java.util.Arrays;
import java.util.List;

/**
 * What frequent tokens add to every label, worked out once when a bundle is loaded: a token found
 * here costs one row instead of one for each of its n-grams. Immutable.
 *
 * <p>The row of a token is its place in the {@link TokenIndex}. It holds the labels' sums for the
 * token as a word, then for its characters.
 */
final class TokenTable {
  /** Where in a row the sums of its characters start. */
  static final int CHARACTERS = FlatWeights.LABELS;

  /** Where in the sums of rows the squared factors of words are. */
  static final int WORD_SQUARE = 2 * FlatWeights.LABELS;

  static final int CHARACTER_SQUARE = WORD_SQUARE + 1;

  /** How many sums there are. */
  static final int WIDTH = CHARACTER_SQUARE + 1;

  private final PackedRows rows;
  // For each token the squared factors of the word and of its characters.
  private final float[] squares;

  private TokenTable(float[] rows, float[] squares) {
    this.rows = new PackedRows(rows, 2 * FlatWeights.LABELS);
    this.squares = squares;
  }

  /**
   * A table.
   *
   * @param tokens each at least one unit long, in the normalised form
   */
  static TokenTable of(
      List<String> tokens, TokenBatches batches, FeatureIndex index, PackedRows weights) {
    float[] rows = new float[tokens.size() * 2 * FlatWeights.LABELS];
    float[] squares = new float[tokens.size() * 2];
    FeatureBatch batch = new FeatureBatch();
    double[] sums = new double[FlatWeights.LABELS];
    for (int token = 0; token < tokens.size(); token++) {
      char[] units = tokens.get(token).toCharArray();
      for (int part = 0; part < 2; part++) {
        batch.clear();
        if (part == 0) {
          batches.addWord(TokenHashing.tokenHash(units, 0, units.length), 1, batch);
        } else {
          batches.addCharacters(units, 0, units.length, 1, batch);
        }
        squares[2 * token + part] = (float) batch.squares();
        Arrays.fill(sums, 0);
        batch.sum(index, weights, sums);
        for (int label = 0; label < FlatWeights.LABELS; label++) {
          rows[(2 * token + part) * FlatWeights.LABELS + label] = (float) sums[label];
        }
      }
    }
    return new TokenTable(rows, squares);
  }

  /** Adds the first {@code count} of {@code found}, each once, to {@code sums}. */
  void add(int[] found, int count, double[] sums) {
    rows.add(found, count, sums);
    double words = 0;
    double characters = 0;
    for (int i = 0; i < count; i++) {
      words += squares[2 * found[i]];
      characters += squares[2 * found[i] + 1];
    }
    sums[WORD_SQUARE] += words;
    sums[CHARACTER_SQUARE] += characters;
  }

  /** Adds a row, times {@code weight}, to {@code sums}. */
  void add(int row, double weight, double[] sums) {
    rows.add(row, weight, sums);
    sums[WORD_SQUARE] += weight * squares[2 * row];
    sums[CHARACTER_SQUARE] += weight * squares[2 * row + 1];
  }
}
