package dev.replyguard.model;

import dev.replyguard.text.TokenHashing;
import java.util.Arrays;
import java.util.List;

/**
 * What frequent tokens add to every label, worked out once when a bundle is loaded: a token found
 * here costs one look-up instead of one for each of its n-grams. Immutable.
 *
 * <p>A row holds the labels' sums for the token as a word and its squared factor, then the same for
 * its characters. A token is found by its hash and then compared unit by unit, so that no other can
 * be taken for it.
 */
final class TokenTable {
  /** Where in a row the sums of its characters start. */
  static final int CHARACTERS = FlatWeights.LABELS + 1;

  private static final int STRIDE = 2 * CHARACTERS;

  private final int[] slots;
  private final int mask;
  private final int[] hashes;
  private final int[] starts;
  private final char[] units;
  private final float[] rows;

  /**
   * A table.
   *
   * @param tokens each at least one unit long, in the normalised form
   */
  TokenTable(List<String> tokens, TokenBatches batches, FlatWeights weights) {
    int size = tokens.size();
    int capacity = Integer.highestOneBit(Math.max(size, 1)) << 2;
    this.slots = new int[capacity];
    this.mask = capacity - 1;
    this.hashes = new int[size];
    this.starts = new int[size + 1];
    this.units = String.join("", tokens).toCharArray();
    this.rows = new float[size * STRIDE];
    FeatureBatch batch = new FeatureBatch();
    double[] words = new double[CHARACTERS];
    double[] characters = new double[CHARACTERS];
    for (int token = 0; token < size; token++) {
      int start = starts[token];
      int end = start + tokens.get(token).length();
      starts[token + 1] = end;
      hashes[token] = TokenHashing.tokenHash(units, start, end);
      put(token);
      batch.clear();
      batches.addWord(hashes[token], 1, batch);
      sum(batch, weights, words);
      batch.clear();
      batches.addCharacters(units, start, end, 1, batch);
      sum(batch, weights, characters);
      for (int i = 0; i < CHARACTERS; i++) {
        rows[token * STRIDE + i] = (float) words[i];
        rows[token * STRIDE + CHARACTERS + i] = (float) characters[i];
      }
    }
  }

  private static void sum(FeatureBatch batch, FlatWeights weights, double[] sums) {
    Arrays.fill(sums, 0);
    sums[FlatWeights.LABELS] = batch.squares();
    weights.add(batch, sums);
  }

  private void put(int token) {
    int slot = slot(hashes[token]);
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = token + 1;
  }

  private int slot(int hash) {
    // The product's upper bits depend on all of the hash's.
    return ((hash * 0x9E3779B1) >>> 8) & mask;
  }

  /** Where the token's row starts, or -1 when it is not in the table. */
  int find(int hash, char[] text, int start, int end) {
    int slot = slot(hash);
    while (slots[slot] != 0) {
      int token = slots[slot] - 1;
      if (hashes[token] == hash && isAt(token, text, start, end)) {
        return token * STRIDE;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  private boolean isAt(int token, char[] text, int start, int end) {
    int from = starts[token];
    if (starts[token + 1] - from != end - start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (text[i] != units[from + i - start]) {
        return false;
      }
    }
    return true;
  }

  /** Adds a row's sums, times {@code weight}. */
  void add(int row, double weight, double[] words, double[] characters) {
    for (int i = 0; i < CHARACTERS; i++) {
      words[i] += weight * rows[row + i];
    }
    for (int i = 0; i < CHARACTERS; i++) {
      characters[i] += weight * rows[row + CHARACTERS + i];
    }
  }
}
