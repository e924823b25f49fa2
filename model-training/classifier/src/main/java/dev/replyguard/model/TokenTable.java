package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.TokenHashing;
import java.util.Arrays;
import java.util.List;

/**
 * What frequent tokens add to every label, worked out once when a bundle is loaded: a token found
 * here costs one look-up instead of one for each of its n-grams. Immutable.
 *
 * <p>A row holds the labels' sums for the token as a word, then for its characters. A token is
 * found by its {@linkplain TokenHashing#tokenKey key}, which mostly is the token itself; where it
 * is not, the token is compared unit by unit, so that no other can be taken for it.
 */
final class TokenTable {
  /** Where in a row the sums of its characters start. */
  static final int CHARACTERS = FlatWeights.LABELS;

  /** Where in the sums of rows the squared factors of words are. */
  static final int WORD_SQUARE = 2 * FlatWeights.LABELS;

  static final int CHARACTER_SQUARE = WORD_SQUARE + 1;

  /** How many sums there are. */
  static final int WIDTH = CHARACTER_SQUARE + 1;

  /** The row of a token that is not in the table. */
  static final int NONE = -1;

  /** The row of a token that has to be looked for. */
  static final int UNSURE = -2;

  // Open addressing: a key, or 0 for none, and beside it the number of its token.
  private final long[] slots;
  private final int mask;
  private final int[] starts;
  private final char[] units;
  private final PackedRows rows;
  // For each token the squared factors of the word and of its characters.
  private final float[] squares;

  private TokenTable(List<String> tokens, float[] rows, float[] squares) {
    int size = tokens.size();
    int capacity = Integer.highestOneBit(Math.max(size, 1)) << 2;
    this.slots = new long[2 * capacity];
    this.mask = capacity - 1;
    this.starts = new int[size + 1];
    this.units = String.join("", tokens).toCharArray();
    this.rows = new PackedRows(rows, 2 * FlatWeights.LABELS);
    this.squares = squares;
    for (int token = 0; token < size; token++) {
      int start = starts[token];
      int end = start + tokens.get(token).length();
      starts[token + 1] = end;
      put(
          token,
          TokenHashing.tokenHash(units, start, end),
          TokenHashing.tokenKey(units, start, end));
    }
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
    return new TokenTable(tokens, rows, squares);
  }

  private void put(int token, int hash, long key) {
    int slot = slot(hash);
    while (slots[2 * slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[2 * slot] = key;
    slots[2 * slot + 1] = token;
  }

  private int slot(int hash) {
    // The product's upper bits depend on all of the hash's.
    return ((hash * 0x9E3779B1) >>> 8) & mask;
  }

  /**
   * Looks at the first place where each token of a text may be. The loop has no branch to guess, so
   * that the processor fetches many slots at once.
   *
   * @param found for each token its row, or {@link #UNSURE}
   */
  void lookUp(FeatureBuffer features, int[] found) {
    for (int token = 0; token < features.tokens(); token++) {
      int slot = 2 * slot(features.tokenHash(token));
      long key = features.tokenKey(token);
      int row = (int) slots[slot + 1];
      found[token] = key > 0 && slots[slot] == key ? row : UNSURE;
    }
  }

  /**
   * The token's row, or {@link #NONE}.
   *
   * @param found what {@link #lookUp} found
   */
  int find(int found, FeatureBuffer features, int token, char[] padded) {
    if (found >= 0) {
      return found;
    }
    int start = features.tokenStart(token) + 1;
    int end = features.tokenEnd(token) + 1;
    long key = features.tokenKey(token);
    int slot = slot(features.tokenHash(token));
    while (slots[2 * slot] != 0) {
      int candidate = (int) slots[2 * slot + 1];
      if (slots[2 * slot] == key && (key > 0 || isAt(candidate, padded, start, end))) {
        return candidate;
      }
      slot = (slot + 1) & mask;
    }
    return NONE;
  }

  private boolean isAt(int token, char[] text, int start, int end) {
    return Arrays.equals(text, start, end, units, starts[token], starts[token + 1]);
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
