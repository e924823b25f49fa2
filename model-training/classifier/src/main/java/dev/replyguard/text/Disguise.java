package dev.replyguard.text;

/** The kinds of disguise that a folded text may hold, and what is a sign of them. */
final class Disguise {
  /** A percent sign or an ampersand before what may make it an escape. */
  static final int ESCAPE = 1;

  /** Something beyond ASCII. */
  static final int FOREIGN = 2;

  /** Three letters or more that stand alone. */
  static final int SPACED = 4;

  /** A digit or a sign like one beside a letter. */
  static final int LEET = 8;

  /** A mark within a word, or two after it. */
  static final int MASK = 16;

  /** One of the words habitually disguised, split or stretched. */
  static final int WORD = 32;

  /** The first half of regional indicators, which make flags, and of letters in boxes. */
  private static final char INDICATORS = 0xD83C;

  private static final int OTHER = 0;
  private static final int LETTER = 1;
  private static final int DIGIT = 2;
  private static final int LEET_SIGN = 3;
  private static final int MARK = 4;
  private static final int OPENING = 5;
  private static final int BEYOND = 6;
  private static final int DOLLAR = 7;
  private static final int KINDS = 8;

  private static final byte[] KIND = kinds();
  private static final byte[] PAIRS = pairs();

  private Disguise() {}

  private static byte[] kinds() {
    byte[] kinds = new byte[0x80];
    for (char unit = 'a'; unit <= 'z'; unit++) {
      kinds[unit] = LETTER;
    }
    for (char unit = '0'; unit <= '9'; unit++) {
      kinds[unit] = DIGIT;
    }
    for (char unit : "@!|+".toCharArray()) {
      kinds[unit] = LEET_SIGN;
    }
    for (char unit : "*#^".toCharArray()) {
      kinds[unit] = MARK;
    }
    kinds['$'] = DOLLAR;
    kinds['%'] = OPENING;
    kinds['&'] = OPENING;
    return kinds;
  }

  private static byte[] pairs() {
    byte[] pairs = new byte[KINDS * KINDS];
    pairs[LETTER * KINDS + DIGIT] = LEET;
    pairs[DIGIT * KINDS + LETTER] = LEET;
    pairs[LEET_SIGN * KINDS + LETTER] = LEET | MASK;
    pairs[DOLLAR * KINDS + LETTER] = LEET | MASK;
    pairs[LETTER * KINDS + DOLLAR] = LEET;
    pairs[MARK * KINDS + LETTER] = MASK;
    pairs[MARK * KINDS + MARK] = MASK;
    pairs[OPENING * KINDS + DIGIT] = ESCAPE;
    pairs[OPENING * KINDS + LETTER] = ESCAPE | MASK;
    pairs[OPENING * KINDS + MARK] = ESCAPE;
    pairs[OPENING * KINDS + OPENING] = ESCAPE;
    for (int kind = 0; kind < KINDS; kind++) {
      pairs[kind * KINDS + BEYOND] |= FOREIGN;
    }
    return pairs;
  }

  private static int kind(char unit) {
    if (unit < 0x80) {
      return KIND[unit];
    }
    return LookAlikes.of(unit) != 0 || unit == INDICATORS ? BEYOND : OTHER;
  }

  /** Whether a unit is of a kind that is a sign beside some others. */
  static boolean isOdd(char unit) {
    int kind = kind(unit);
    return kind != OTHER && kind != LETTER;
  }

  /** The signs that two units beside each other are. */
  static int ofPair(char first, char second) {
    return PAIRS[kind(first) * KINDS + kind(second)];
  }

  /** Whether a unit is a small letter of ASCII. */
  static boolean isLetter(char unit) {
    return unit >= 'a' && unit <= 'z';
  }

  /** Whether a unit is a digit of ASCII. */
  static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  /** The end of the run of what is not a blank, from {@code start} on. */
  static int segmentEnd(char[] padded, int start) {
    int end = start;
    while (padded[end] != ' ') {
      end++;
    }
    return end;
  }

  /** Whether a run without blanks is a link or a mail address, where signs mean what they say. */
  static boolean isAddress(char[] padded, int start, int end) {
    boolean at = false;
    for (int i = start; i < end; i++) {
      char unit = padded[i];
      if (unit == ':' && padded[i + 1] == '/' && padded[i + 2] == '/') {
        return true;
      }
      if (unit == '@' && i > start) {
        at = true;
      } else if (unit == '.'
          && Disguise.isLetter(padded[i + 1])
          && (at || (i == start + 2 && padded[start] == 'w' && padded[start + 1] == 'w'))) {
        return true;
      }
    }
    return false;
  }
}
