package dev.replyguard.model;

import dev.replyguard.text.TokenHashing;
import java.util.Arrays;

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

  private static final int SMALLEST_SHARE = 1 << 10;

  private final PackedRows rows;
  // For each token the squared factors of the word and of its characters.
  private final float[] squares;

  private TokenTable(float[] rows, float[] squares) {
    this.rows = new PackedRows(rows, 2 * FlatWeights.LABELS, FlatWeights.largest(rows));
    this.squares = squares;
  }

  /**
   * A table.
   *
   * @param weights of the buckets that {@code index} finds
   */
  static TokenTable of(
      FrequentTokens tokens, TokenBatches batches, FeatureIndex index, PackedRows weights) {
    float[] rows = new float[tokens.size() * 2 * FlatWeights.LABELS];
    float[] squares = new float[tokens.size() * 2];
    Shares.run(
        tokens.size(),
        SMALLEST_SHARE,
        (start, end) -> {
          FeatureBatch batch = new FeatureBatch();
          double[] sums = new double[FlatWeights.LABELS];
          for (int token = start; token < end; token++) {
            for (int part = 0; part < 2; part++) {
              gather(tokens, token, part, batches, batch);
              squares[2 * token + part] = (float) batch.squares();
              Arrays.fill(sums, 0);
              batch.sum(index, weights, sums);
              for (int label = 0; label < FlatWeights.LABELS; label++) {
                rows[(2 * token + part) * FlatWeights.LABELS + label] = (float) sums[label];
              }
            }
          }
        });
    return new TokenTable(rows, squares);
  }

  private static void gather(
      FrequentTokens tokens, int token, int part, TokenBatches batches, FeatureBatch into) {
    char[] units = tokens.units();
    int start = tokens.start(token);
    int end = tokens.end(token);
    into.clear();
    if (part == 0) {
      batches.addWord(TokenHashing.tokenHash(units, start, end), 1, into);
    } else {
      batches.addCharacters(units, start, end, 1, into);
    }
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
