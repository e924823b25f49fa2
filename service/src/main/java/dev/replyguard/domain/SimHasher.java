package dev.replyguard.domain;

/**
 * Takes the {@link SimHash} of a normalised text, from its words and its sequences of four
 * characters (shingles), each different one counted once.
 *
 * <p>What campaigns vary to escape notice is left out beforehand: punctuation, the digits of a
 * number, and where a link points to. Only the first {@value #MAX_UNITS} units of a text count, so
 * that the time is bounded: about 5 ns a unit.
 *
 * <p>The votes of the shingles on each of the 64 bits are counted in bit slices: the n-th bit of
 * all 64 counts is one word, and a shingle is added to them by rippling a carry (Knuth, TAOCP 4A,
 * section 7.1.3). Objects are for one text and one thread.
 */
public final class SimHasher {
  private static final int MAX_UNITS = 4_096;
  private static final int SHINGLE = 4;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long WORDS = 0x9e3779b97f4a7c15L;
  private static final String LINK = "link";

  private final char[] units;
  private int length;
  private final long[] slices =
      new long[Integer.SIZE - Integer.numberOfLeadingZeros(2 * MAX_UNITS)];
  private final long[] seen;
  private int votes;

  private SimHasher(int capacity) {
    units = new char[capacity];
    // Words and sequences together are fewer than two a unit: the table is at most half full.
    seen = new long[Integer.highestOneBit(Math.max(8, capacity)) * 8];
  }

  /** The fingerprint of a text in normalised form; any string is taken. */
  public static SimHash of(CharSequence normalized) {
    int end = Math.min(normalized.length(), MAX_UNITS);
    // A link's stand-in can be longer than the link, by the blank that parts it.
    SimHasher hasher = new SimHasher(2 * end + LINK.length() + 1);
    hasher.reduce(normalized, end);
    hasher.addWords();
    hasher.addSequences();
    return new SimHash(hasher.majority());
  }

  /**
   * Keeps letters and digits, a blank between words, one 0 for a number and one word for a link.
   */
  private void reduce(CharSequence text, int end) {
    int i = 0;
    while (i < end) {
      int stop = i;
      while (stop < end && text.charAt(stop) != ' ') {
        stop++;
      }
      if (isLink(text, i, stop)) {
        word();
        for (int c = 0; c < LINK.length(); c++) {
          units[length++] = LINK.charAt(c);
        }
      } else {
        reduceToken(text, i, stop);
      }
      i = stop + 1;
    }
  }

  private void reduceToken(CharSequence text, int start, int end) {
    boolean open = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && !Character.isSurrogate(c)) {
        open = false;
        continue;
      }
      if (!open) {
        word();
        open = true;
      }
      boolean digit = Character.isDigit(c);
      if (!digit) {
        units[length++] = c;
      } else if (length == 0 || units[length - 1] != '0') {
        units[length++] = '0';
      }
    }
  }

  private void word() {
    if (length > 0) {
      units[length++] = ' ';
    }
  }

  private static boolean isLink(CharSequence text, int start, int end) {
    if (end - start >= 4 && text.subSequence(start, start + 4).toString().equals("www.")) {
      return true;
    }
    for (int i = start; i + 2 < end; i++) {
      if (text.charAt(i) == ':' && text.charAt(i + 1) == '/' && text.charAt(i + 2) == '/') {
        return true;
      }
    }
    return false;
  }

  private void addWords() {
    long hash = FNV_OFFSET ^ WORDS;
    for (int i = 0; i <= length; i++) {
      if (i == length || units[i] == ' ') {
        if (i > 0) {
          vote(mix(hash));
        }
        hash = FNV_OFFSET ^ WORDS;
      } else {
        hash = (hash ^ units[i]) * FNV_PRIME;
      }
    }
  }

  private void addSequences() {
    for (int i = 0; i + SHINGLE <= length; i++) {
      long hash = FNV_OFFSET;
      for (int k = 0; k < SHINGLE; k++) {
        hash = (hash ^ units[i + k]) * FNV_PRIME;
      }
      vote(mix(hash));
    }
  }

  private void vote(long hash) {
    if (!isNew(hash)) {
      return;
    }
    votes++;
    long carry = hash;
    for (int slice = 0; carry != 0; slice++) {
      long both = slices[slice] & carry;
      slices[slice] ^= carry;
      carry = both;
    }
  }

  /** Notes the hash in an open table; 0 stands for an empty place and is not told apart. */
  private boolean isNew(long hash) {
    int mask = seen.length - 1;
    int at = (int) hash & mask;
    while (seen[at] != 0) {
      if (seen[at] == hash) {
        return false;
      }
      at = (at + 1) & mask;
    }
    seen[at] = hash;
    return true;
  }

  /** Each bit that more than half of the votes have set. */
  private long majority() {
    long bits = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      int count = 0;
      for (int slice = slices.length - 1; slice >= 0; slice--) {
        count = (count << 1) | ((int) (slices[slice] >>> bit) & 1);
      }
      if (2 * count > votes) {
        bits |= 1L << bit;
      }
    }
    return bits;
  }

  /** The finaliser of MurmurHash3 (Appleby), so that every bit depends on the whole shingle. */
  private static long mix(long hash) {
    long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
