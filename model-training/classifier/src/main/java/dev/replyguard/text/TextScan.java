package dev.replyguard.text;

/**
 * What kinds of units a folded text has and where: for each kind a bit for each unit. Used again
 * and again without garbage; it belongs to one thread.
 *
 * <p>Words and their ends are found by the bits, many at once. A loop over units that stops at the
 * end of each word costs more: processors cannot guess where words end, and lose some twenty cycles
 * each time.
 */
final class TextScan {
  // Kinds of units, as the bits of a byte.
  private static final int LETTER = 1;
  private static final int WORD = 1 << 1;
  private static final int BLANK = 1 << 2;
  private static final int APOSTROPHE = 1 << 3;
  private static final int MASK = 1 << 4;
  private static final int ODD = 1 << 5;
  private static final int WIDE = 1 << 6;

  /** Of what has to be looked at again: half pairs, and units not seen before. */
  private static final int UNSURE = 1 << 7;

  private static final byte[] KINDS = kinds();
  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

  /** The units, the blank before them at 0. */
  private char[] padded = {' '};

  private int blocks;

  /** Small letters of ASCII. */
  long[] letters = new long[8];

  /** Units of words: letters, digits, marks. */
  long[] words = new long[8];

  long[] blanks = new long[8];
  long[] apostrophes = new long[8];

  /** Units that may hide a letter. */
  long[] masks = new long[8];

  /** Units that {@link Disguise} has to look at with their neighbours. */
  long[] odd = new long[8];

  /** Units beyond ASCII. */
  long[] wide = new long[8];

  /** Units equal to the one before, and others that end in the same eight bits. */
  long[] doubled = new long[8];

  /** The lower eight bits of up to eight units: those up to each unit, the last lowest. */
  long[] recent = new long[8 * MappedUnits.BLOCK];

  private boolean anyWide;

  private static byte[] kinds() {
    byte[] kinds = new byte[Character.MAX_VALUE + 1];
    for (int unit = 0; unit < kinds.length; unit++) {
      kinds[unit] = (byte) (unit < 0x80 ? kind((char) unit, unit) : UNSURE);
    }
    return kinds;
  }

  /** What a unit is that is, or is a half of, a code point. */
  private static int kind(char unit, int codePoint) {
    int kind = Disguise.isOdd(unit) ? ODD : 0;
    if (unit >= 0x80) {
      boolean word = Character.isLetterOrDigit(codePoint) || CharacterFolding.isMark(codePoint);
      return kind | WIDE | (word ? WORD : 0);
    }
    if (Disguise.isLetter(unit)) {
      kind |= LETTER | WORD;
    } else if (Disguise.isDigit(unit)) {
      kind |= WORD;
    } else if (unit == ' ') {
      kind |= BLANK;
    } else if (unit == '\'') {
      kind |= APOSTROPHE;
    }
    return kind | (MaskPattern.isMask(unit) ? MASK : 0);
  }

  /** Looks at a text that is {@linkplain MappedUnits#finish finished}. */
  void read(MappedUnits text) {
    padded = text.padded;
    blocks = text.blocks();
    reserve();
    char[] units = padded;
    long[] last = recent;
    byte[] kinds = KINDS;
    long run = 0;
    long everWide = 0;
    for (int block = 0; block < blocks; block++) {
      long letter = 0;
      long word = 0;
      long blank = 0;
      long apostrophe = 0;
      long mask = 0;
      long strange = 0;
      long beyond = 0;
      long unsure = 0;
      long same = 0;
      for (int part = 0; part < MappedUnits.BLOCK; part += 8) {
        int at = block * MappedUnits.BLOCK + part;
        long before = run;
        long eight = 0;
        for (int i = 0; i < 8; i++) {
          char unit = units[at + i];
          eight |= (kinds[unit] & 0xFFL) << (8 * i);
          run = run << 8 | (unit & 0xFF);
          last[at + i] = run;
        }
        letter |= gather(eight) << part;
        word |= gather(eight >>> 1) << part;
        blank |= gather(eight >>> 2) << part;
        apostrophe |= gather(eight >>> 3) << part;
        mask |= gather(eight >>> 4) << part;
        strange |= gather(eight >>> 5) << part;
        beyond |= gather(eight >>> 6) << part;
        unsure |= gather(eight >>> 7) << part;
        same |= equal(run, run >>> 8 | before << 56) << part;
      }
      letters[block] = letter;
      words[block] = word;
      blanks[block] = blank;
      apostrophes[block] = apostrophe;
      masks[block] = mask;
      odd[block] = strange;
      wide[block] = beyond;
      doubled[block] = same;
      everWide |= beyond | unsure;
      if (unsure != 0) {
        lookAgain(block, unsure);
      }
    }
    anyWide = everWide != 0;
  }

  private void reserve() {
    if (letters.length < blocks) {
      int more = blocks + (blocks >> 1);
      letters = new long[more];
      words = new long[more];
      blanks = new long[more];
      apostrophes = new long[more];
      masks = new long[more];
      odd = new long[more];
      wide = new long[more];
      doubled = new long[more];
      recent = new long[more * MappedUnits.BLOCK];
    }
  }

  /** The lowest bits of eight bytes beside each other, the lowest byte's lowest. */
  private static long gather(long bytes) {
    return ((bytes & EACH_BYTE) * 0x0102_0408_1020_4080L) >>> 56;
  }

  /** Which bytes of two longs are equal; the uppermost byte is the lowest bit. */
  private static long equal(long one, long other) {
    long different = one ^ other;
    long low = (different & ~(EACH_BYTE << 7)) + ~(EACH_BYTE << 7);
    long equal = ~(low | different) >>> 7 & EACH_BYTE;
    return (equal * 0x8040_2010_0804_0201L) >>> 56;
  }

  private void lookAgain(int block, long unsure) {
    for (long bits = unsure; bits != 0; bits &= bits - 1) {
      int bit = Long.numberOfTrailingZeros(bits);
      int kind = kindAt(block * MappedUnits.BLOCK + bit);
      words[block] |= (long) (kind >> 1 & 1) << bit;
      odd[block] |= (long) (kind >> 5 & 1) << bit;
      wide[block] |= 1L << bit;
    }
  }

  private int kindAt(int index) {
    char unit = padded[index];
    // The normaliser leaves no half pairs, so the other half is always there.
    if (Character.isHighSurrogate(unit)) {
      return kind(unit, Character.toCodePoint(unit, padded[index + 1]));
    }
    if (Character.isLowSurrogate(unit)) {
      return kind(unit, Character.toCodePoint(padded[index - 1], unit));
    }
    int kind = kind(unit, unit);
    KINDS[unit] = (byte) kind;
    return kind;
  }

  /** The units, the blank before them at 0. */
  char[] padded() {
    return padded;
  }

  int blocks() {
    return blocks;
  }

  /** Whether one of the units between two indices of the padded text is beyond ASCII. */
  boolean isWide(int start, int end) {
    if (!anyWide) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (padded[i] >= 0x80) {
        return true;
      }
    }
    return false;
  }

  /** Whether a unit of the padded text has its bit set. */
  static boolean has(long[] bits, int index) {
    return (bits[index >> 6] >>> index & 1) != 0;
  }

  /**
   * Writes the indices of bits set in a block.
   *
   * @param into has room for 64 from {@code count} on
   * @return the count afterwards
   */
  static int list(long bits, int block, int[] into, int count) {
    int n = count;
    for (long left = bits; left != 0; left &= left - 1) {
      into[n++] = block * MappedUnits.BLOCK + Long.numberOfTrailingZeros(left);
    }
    return n;
  }
}
