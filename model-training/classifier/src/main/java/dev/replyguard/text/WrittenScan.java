package dev.replyguard.text;

/**
 * What kinds of units a text has as it was written, and where: for some kinds a bit for each unit.
 * Used again and again without garbage; it belongs to one thread.
 *
 * <p>As {@link TextScan} does with the folded text, it looks at many units at once, so that texts
 * without links and addresses, as most are, need no reading unit by unit.
 */
final class WrittenScan {
  // Kinds of units, as the bits of a byte.
  private static final int SMALL = 1;
  private static final int CAPITAL = 1 << 1;

  /** Of what {@link PlainReader} has to look at with its neighbours: digits, dots, marks. */
  private static final int ODD = 1 << 2;

  private static final int WIDE = 1 << 3;

  private static final byte[] KINDS = kinds();

  // Of units beyond ASCII, found when a unit is first seen.
  private static final int LETTER = 1 << 5;
  private static final int FOREIGN = 1 << 6;
  private static final int KNOWN = 1 << 7;
  private static final byte[] WIDE_KINDS = new byte[Character.MAX_VALUE + 1];

  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
  private static final int BLOCK = MappedUnits.BLOCK;

  private char[] units = {};
  private int length;
  private int blocks;
  private int cased;
  private int capitals;
  private int letters;
  private int foreignLetters;

  private long[] uppers = new long[8];

  // Of ASCII alone.
  private long[] smalls = new long[8];

  /** Digits of ASCII, full stops, and marks that may begin more than they are. */
  long[] odd = new long[8];

  private static byte[] kinds() {
    byte[] kinds = new byte[Character.MAX_VALUE + 1];
    for (int unit = 0; unit < kinds.length; unit++) {
      kinds[unit] = (byte) (unit < 0x80 ? kind((char) unit) : WIDE);
    }
    return kinds;
  }

  private static int kind(char unit) {
    if (unit >= 'a' && unit <= 'z') {
      return SMALL;
    }
    if (unit >= 'A' && unit <= 'Z') {
      return CAPITAL;
    }
    return Numbers.isDigit(unit) || unit == '.' || PlainReader.mayBeginMore(unit) ? ODD : 0;
  }

  /** Looks at {@code text} as it was written. */
  void read(NormalizedText text) {
    units = text.raw();
    length = text.original().length();
    blocks = (length + BLOCK - 1) / BLOCK;
    if (uppers.length < blocks) {
      uppers = new long[blocks + (blocks >> 1)];
      smalls = new long[uppers.length];
      odd = new long[uppers.length];
    }
    cased = 0;
    capitals = 0;
    letters = 0;
    foreignLetters = 0;
    for (int block = 0; block < blocks; block++) {
      read(block, units, KINDS);
    }
  }

  private void read(int block, char[] from, byte[] kinds) {
    long small = 0;
    long upper = 0;
    long strange = 0;
    long wide = 0;
    for (int part = 0; part < BLOCK; part += 8) {
      int at = block * BLOCK + part;
      long eight = 0;
      for (int i = 0; i < 8; i++) {
        eight |= (long) kinds[from[at + i]] << (8 * i);
      }
      small |= gather(eight) << part;
      upper |= gather(eight >>> 1) << part;
      strange |= gather(eight >>> 2) << part;
      wide |= gather(eight >>> 3) << part;
    }
    uppers[block] = upper;
    smalls[block] = small;
    odd[block] = strange;
    int both = Long.bitCount(small | upper);
    letters += both;
    cased += both;
    capitals += Long.bitCount(upper);
    if (wide != 0) {
      lookAtWide(block, wide);
    }
  }

  /** The lowest bits of eight bytes beside each other, the lowest byte's lowest. */
  private static long gather(long bytes) {
    return ((bytes & EACH_BYTE) * 0x0102_0408_1020_4080L) >>> 56;
  }

  private void lookAtWide(int block, long wide) {
    for (long bits = wide; bits != 0; bits &= bits - 1) {
      int bit = Long.numberOfTrailingZeros(bits);
      int kind = wideKind(units[block * BLOCK + bit]);
      int capital = (kind & CAPITAL) / CAPITAL;
      uppers[block] |= (long) capital << bit;
      capitals += capital;
      cased += capital + (kind & SMALL);
      letters += (kind & LETTER) / LETTER;
      foreignLetters += (kind & FOREIGN) / FOREIGN;
    }
  }

  private static int wideKind(char unit) {
    int kind = WIDE_KINDS[unit];
    if (kind == 0) {
      kind = KNOWN;
      kind |= Character.isLowerCase(unit) ? SMALL : 0;
      kind |= Character.isUpperCase(unit) ? CAPITAL : 0;
      if (WebAddress.isHostUnit(unit)) {
        kind |= LETTER | (SurfaceReader.isForeign(unit) ? FOREIGN : 0);
      }
      WIDE_KINDS[unit] = (byte) kind;
    }
    return kind;
  }

  /** The units, and beyond {@link #length()} blanks up to a whole block. */
  char[] units() {
    return units;
  }

  int length() {
    return length;
  }

  /** How many blocks the bits have. */
  int blocks() {
    return blocks;
  }

  /** How many units are capitals or small letters. */
  int cased() {
    return cased;
  }

  int capitals() {
    return capitals;
  }

  /** Whether a unit is a capital that no small letter of ASCII follows. */
  boolean mayBeginCapitals(int index) {
    return isCapital(index) && (index + 1 == length || !TextScan.has(smalls, index + 1));
  }

  /** Whether a unit is a capital. */
  boolean isCapital(int index) {
    return TextScan.has(uppers, index);
  }

  /** How many units are letters of any script, or digits beyond ASCII. */
  int letters() {
    return letters;
  }

  /** How many of these are of a script other than Latin. */
  int foreignLetters() {
    return foreignLetters;
  }
}
