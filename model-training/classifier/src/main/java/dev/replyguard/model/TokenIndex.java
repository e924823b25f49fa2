package dev.replyguard.model;

import dev.replyguard.text.TokenHashing;
import java.util.List;

/**
 * The places of known tokens in their list. A token is found by its hash and then compared unit by
 * unit, so that no other can be taken for it. Immutable.
 */
final class TokenIndex {
  private final int[] slots;
  private final int mask;
  private final int[] hashes;
  private final int[] starts;
  private final char[] units;

  /**
   * An index.
   *
   * @param tokens each once and at least one unit long, in the normalised form
   */
  TokenIndex(List<String> tokens) {
    int size = tokens.size();
    this.mask = (Integer.highestOneBit(Math.max(size, 1)) << 2) - 1;
    this.slots = new int[mask + 1];
    this.hashes = new int[size];
    this.starts = new int[size + 1];
    this.units = String.join("", tokens).toCharArray();
    for (int token = 0; token < size; token++) {
      starts[token + 1] = starts[token] + tokens.get(token).length();
      hashes[token] = TokenHashing.tokenHash(units, starts[token], starts[token + 1]);
      int slot = slot(hashes[token]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = token + 1;
    }
  }

  private int slot(int hash) {
    // The product's upper bits depend on all of the hash's.
    return ((hash * 0x9E3779B1) >>> 8) & mask;
  }

  /**
   * The token's place in the list, or -1 when it is not in it.
   *
   * @param hash {@link TokenHashing#tokenHash} of its units
   */
  int find(int hash, char[] text, int start, int end) {
    int slot = slot(hash);
    while (slots[slot] != 0) {
      int token = slots[slot] - 1;
      if (hashes[token] == hash && isAt(token, text, start, end)) {
        return token;
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
}
