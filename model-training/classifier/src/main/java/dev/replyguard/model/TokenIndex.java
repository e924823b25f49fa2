package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.TokenHashing;
import java.util.Arrays;

/**
 * The places of known tokens in their list. A token is found by its {@linkplain
 * TokenHashing#tokenKey key}, which mostly is the token itself; where it is not, the token is
 * compared unit by unit, so that no other can be taken for it. Immutable.
 */
final class TokenIndex {
  /** The place of a token that is not in the list. */
  static final int NONE = -1;

  /** The place of a token that has to be looked for. */
  private static final int UNSURE = -2;

  // Open addressing: a key, or 0 for none, and beside it the place of its token.
  private final long[] slots;
  private final int mask;
  private final FrequentTokens tokens;

  /**
   * An index of the first {@code size} of {@code tokens}.
   *
   * @throws IllegalArgumentException when one of them is there twice
   */
  TokenIndex(FrequentTokens tokens, int size) {
    // Between a half and all of it is free: a smaller table stays nearer.
    int capacity = Integer.highestOneBit(Math.max(size, 1)) << 1;
    this.slots = new long[2 * capacity];
    this.mask = capacity - 1;
    this.tokens = tokens;
    char[] units = tokens.units();
    for (int token = 0; token < size; token++) {
      int start = tokens.start(token);
      int end = tokens.end(token);
      put(
          token,
          TokenHashing.tokenHash(units, start, end),
          TokenHashing.tokenKey(units, start, end));
    }
  }

  private void put(int token, int hash, long key) {
    int slot = slot(hash);
    while (slots[2 * slot] != 0) {
      int other = (int) slots[2 * slot + 1];
      if (slots[2 * slot] == key
          && isAt(other, tokens.units(), tokens.start(token), tokens.end(token))) {
        throw new IllegalArgumentException("tokens: each once expected");
      }
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
   * Looks up all tokens of a text.
   *
   * @param padded the text the features are of, as its units lie in memory
   * @param places for each token its place in the list, or {@link #NONE}
   */
  void find(FeatureBuffer features, char[] padded, int[] places) {
    int tokens = features.tokens();
    // Without a branch to guess, so that the processor fetches many slots at once.
    for (int token = 0; token < tokens; token++) {
      int slot = 2 * slot(features.tokenHash(token));
      long key = features.tokenKey(token);
      int place = (int) slots[slot + 1];
      places[token] = key > 0 && slots[slot] == key ? place : UNSURE;
    }
    for (int token = 0; token < tokens; token++) {
      if (places[token] == UNSURE) {
        places[token] = find(features, token, padded);
      }
    }
  }

  private int find(FeatureBuffer features, int token, char[] padded) {
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
    return Arrays.equals(text, start, end, tokens.units(), tokens.start(token), tokens.end(token));
  }
}
