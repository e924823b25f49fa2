package dev.replyguard.text;

/**
 * The words and the runs of symbols of a normalised text, in order; together they cover every unit
 * that is not a blank. A word is a run of letters, digits and marks, with single apostrophes
 * inside.
 */
final class Tokens {
  private int count;
  // Those of the text read last, its blank before it included.
  private char[] units = {};
  // All indices are those of the padded text.
  private int[] starts = new int[512];
  private int[] ends = new int[512];
  private boolean[] words = new boolean[512];
  private int[] hashes = new int[512];
  private long[] keys = new long[512];
  private int[] longer = new int[512];

  int count() {
    return count;
  }

  int start(int token) {
    return starts[token] - 1;
  }

  int end(int token) {
    return ends[token] - 1;
  }

  boolean isWord(int token) {
    return words[token];
  }

  /** FNV-1a over the token's units. */
  int hash(int token) {
    return hashes[token];
  }

  /** {@link TokenHashing#tokenKey}. */
  long key(int token) {
    return keys[token];
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
    char first = units[starts[token]];
    return first == '.' || first == '!' || first == '?';
  }

  void read(NormalizedText text) {
    TextScan scan = text.scan();
    units = scan.padded();
    reserve(text.length() + 2 * MappedUnits.BLOCK);
    find(scan);
    int rest = 0;
    for (int token = 0; token < count; token++) {
      int length = ends[token] - starts[token];
      long recent = scan.recent[ends[token] - 1];
      long key = TokenHashing.packed(recent, length);
      keys[token] = key;
      hashes[token] = TokenHashing.hashOfKey(key, length);
      longer[rest] = token;
      rest += length > TokenHashing.PACKED || scan.isWide(starts[token], ends[token]) ? 1 : 0;
    }
    for (int i = 0; i < rest; i++) {
      int token = longer[i];
      int hash = TokenHashing.tokenHash(units, starts[token], ends[token]);
      hashes[token] = hash;
      keys[token] = TokenHashing.keyOfHash(hash);
    }
  }

  private void reserve(int most) {
    if (starts.length < most) {
      int capacity = most + (most >> 1);
      starts = new int[capacity];
      ends = new int[capacity];
      words = new boolean[capacity];
      hashes = new int[capacity];
      keys = new long[capacity];
      longer = new int[capacity];
    }
  }

  /** Finds where tokens start and end. */
  private void find(TextScan scan) {
    int begun = 0;
    int ended = 0;
    long wordBefore = 0;
    long symbolBefore = 0;
    for (int block = 0; block < scan.blocks(); block++) {
      long plain = scan.words[block];
      long after = block + 1 < scan.blocks() ? scan.words[block + 1] << 63 : 0;
      long within = (plain << 1 | wordBefore) & (plain >>> 1 | after);
      long word = plain | (scan.apostrophes[block] & within);
      long symbol = ~(word | scan.blanks[block]);
      long wordPrevious = word << 1 | wordBefore;
      long symbolPrevious = symbol << 1 | symbolBefore;
      int first = begun;
      begun =
          TextScan.list((word & ~wordPrevious) | (symbol & ~symbolPrevious), block, starts, begun);
      for (int token = first; token < begun; token++) {
        words[token] = (word >>> starts[token] & 1) != 0;
      }
      ended =
          TextScan.list((~word & wordPrevious) | (~symbol & symbolPrevious), block, ends, ended);
      wordBefore = word >>> 63;
      symbolBefore = symbol >>> 63;
    }
    count = ended;
  }
}
