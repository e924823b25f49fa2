package dev.replyguard.text;

import java.util.Arrays;

/**
 * The words and the runs of symbols of a normalised text, in order; together they cover every unit
 * that is not a blank. A word is a run of letters, digits and marks, with single apostrophes
 * inside.
 */
final class Tokens {
  private static final byte BLANK = 0;
  private static final byte WORD = 1;
  private static final byte SYMBOL = 2;

  private static final byte[] ASCII = kindsOfAscii();

  private int count;
  // Those of the text read last, its blank before it included.
  private char[] units = {};
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private boolean[] words = new boolean[64];
  private int[] hashes = new int[64];
  private long[] keys = new long[64];

  int count() {
    return count;
  }

  int start(int token) {
    return starts[token];
  }

  int end(int token) {
    return ends[token];
  }

  boolean isWord(int token) {
    return words[token];
  }

  /** FNV-1a over the token's units. */
  int hash(int token) {
    return hashes[token];
  }

  /** Whether a token of that hash is there. */
  boolean contains(int hash) {
    for (int token = 0; token < count; token++) {
      if (hashes[token] == hash) {
        return true;
      }
    }
    return false;
  }

  /** Whether a run of symbols starts with what ends a sentence. */
  boolean endsSentence(int token) {
    char first = units[starts[token] + 1];
    return first == '.' || first == '!' || first == '?';
  }

  /** {@link TokenHashing#tokenKey}. */
  long key(int token) {
    return keys[token];
  }

  void read(NormalizedText text) {
    count = 0;
    char[] padded = text.padded();
    units = padded;
    int length = text.length();
    int start = 0;
    int hash = FeatureExtractor.FNV_OFFSET;
    long packed = 0;
    int seen = 0;
    byte kind = BLANK;
    for (int i = 0; i < length; i++) {
      byte here = kindOf(padded, i + 1);
      if (here == SYMBOL && kind == WORD && isApostropheInWord(padded, i + 1)) {
        here = WORD;
      }
      if (here != kind) {
        add(kind, start, i, hash, TokenHashing.key(packed, seen, hash, i - start));
        kind = here;
        start = i;
        hash = FeatureExtractor.FNV_OFFSET;
        packed = 0;
        seen = 0;
      }
      hash = FeatureExtractor.step(hash, padded[i + 1]);
      packed = packed << 8 | padded[i + 1];
      seen |= padded[i + 1];
    }
    add(kind, start, length, hash, TokenHashing.key(packed, seen, hash, length - start));
  }

  private void add(byte kind, int start, int end, int hash, long key) {
    if (kind == BLANK) {
      return;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      words = Arrays.copyOf(words, 2 * count);
      hashes = Arrays.copyOf(hashes, 2 * count);
      keys = Arrays.copyOf(keys, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    words[count] = kind == WORD;
    hashes[count] = hash;
    keys[count] = key;
    count++;
  }

  private static boolean isApostropheInWord(char[] padded, int index) {
    return padded[index] == '\'' && kindOf(padded, index + 1) == WORD;
  }

  private static byte[] kindsOfAscii() {
    byte[] kinds = new byte[0x80];
    for (char unit = 0; unit < kinds.length; unit++) {
      boolean word = (unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9');
      kinds[unit] = word ? WORD : SYMBOL;
    }
    kinds[' '] = BLANK;
    return kinds;
  }

  private static byte kindOf(char[] padded, int index) {
    char unit = padded[index];
    if (unit < ASCII.length) {
      return ASCII[unit];
    }
    // The normaliser leaves no half pairs, so the other half is always there.
    int codePoint = unit;
    if (Character.isHighSurrogate(unit)) {
      codePoint = Character.toCodePoint(unit, padded[index + 1]);
    } else if (Character.isLowSurrogate(unit)) {
      codePoint = Character.toCodePoint(padded[index - 1], unit);
    }
    boolean word = Character.isLetterOrDigit(codePoint) || CharacterFolding.isMark(codePoint);
    return word ? WORD : SYMBOL;
  }
}
