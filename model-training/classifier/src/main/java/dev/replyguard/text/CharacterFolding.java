package dev.replyguard.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * Folds one character with its combining marks, and says what kind of character a code point is.
 *
 * <p>Case folding is {@code lower(upper(c))} in the root locale, code point by code point: it
 * agrees with Unicode's full case folding on what compares equal ("Straße" and "STRASSE", all
 * sigmas), and also joins the Turkish dotless i to i. Look-alikes of ASCII are folded in {@link
 * #lookAlike}.
 *
 * <p>Thread-safe: the memo is written without a lock, always with the same value for a character.
 */
final class CharacterFolding {
  /** Marks a character that does not fold to one unit by itself, whatever is beside it. */
  static final char COMPLEX = '\uFFFF';

  /** Marks of the general diacritical blocks kept on one character after composition. */
  private static final int MAX_DIACRITICS = 1;

  /** Other marks kept on one character: some scripts write syllables with four of them. */
  private static final int MAX_SCRIPT_MARKS = 5;

  /** Folding settles in two rounds; the bound is for characters of a Unicode yet to come. */
  private static final int MAX_ROUNDS = 4;

  private static final char UNKNOWN = 0;

  /** For each unit what it folds to, or {@link #COMPLEX}, or 0 where that is not known yet. */
  static final char[] SIMPLE = new char[Character.MAX_VALUE + 1];

  // As SIMPLE, for the plane of code points that emoji and letters of mathematics are in.
  private static final int FIRST_BEYOND = Character.MIN_SUPPLEMENTARY_CODE_POINT;
  private static final int[] SIMPLE_BEYOND = new int[Character.MAX_VALUE + 1];

  private CharacterFolding() {}

  /** What a unit folds to where nothing combines with it, or {@link #COMPLEX}. */
  static char simple(char unit) {
    char folded = SIMPLE[unit];
    if (folded == UNKNOWN) {
      folded = findSimple(unit);
      SIMPLE[unit] = folded;
    }
    return folded;
  }

  /** Whether an entry of {@link #SIMPLE} is not what the unit folds to. */
  static boolean isNotPlain(char entry) {
    return (char) (entry + 1) <= 1;
  }

  /** What a code point folds to where nothing combines with it, or {@link #COMPLEX}. */
  static int simple(int codePoint) {
    int index = codePoint - FIRST_BEYOND;
    if (index < 0) {
      return simple((char) codePoint);
    }
    if (index >= SIMPLE_BEYOND.length) {
      return COMPLEX;
    }
    int folded = SIMPLE_BEYOND[index];
    if (folded == UNKNOWN) {
      folded = findSimple(codePoint);
      SIMPLE_BEYOND[index] = folded;
    }
    return folded;
  }

  private static int findSimple(int codePoint) {
    String folded = fold(Character.toString(codePoint));
    int first = folded.codePointAt(0);
    boolean plain =
        folded.length() == Character.charCount(first)
            && !isBlank(first)
            && !isInvisible(first)
            && !isMark(first);
    return plain ? first : COMPLEX;
  }

  private static char findSimple(char unit) {
    if (unit == ' ') {
      return unit;
    }
    if (Character.isSurrogate(unit) || isBlank(unit) || isInvisible(unit) || isJoiner(unit)) {
      return COMPLEX;
    }
    String folded = fold(String.valueOf(unit));
    boolean plain = folded.length() == 1 && !isBlank(folded.charAt(0)) && !isMark(folded.charAt(0));
    return plain ? folded.charAt(0) : COMPLEX;
  }

  /**
   * The folded form of a character and its marks; the form of a form is the form itself. What would
   * unfold to more than {@link TextNormalizer#MAX_EXPANSION} times its length (U+FDFA, one unit to
   * eighteen) is left as it is.
   */
  static String fold(String cluster) {
    String form = cluster;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      String next = foldOnce(form);
      if (next.equals(form)) {
        break;
      }
      form = next;
    }
    return form.length() <= TextNormalizer.MAX_EXPANSION * cluster.length() ? form : cluster;
  }

  private static String foldOnce(String text) {
    String upper = Normalizer.normalize(text, Form.NFKC).toUpperCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(upper.length());
    upper
        .codePoints()
        .map(c -> lookAlike(Character.toLowerCase(c)))
        .forEach(folded::appendCodePoint);
    CharSequence marked = isAscii(folded) ? folded : Normalizer.normalize(folded, Form.NFD);
    return Normalizer.normalize(limitMarks(marked), Form.NFKC);
  }

  private static boolean isAscii(CharSequence text) {
    return text.chars().allMatch(unit -> unit < 0x80);
  }

  /** Drops the diacritics of ASCII characters, and of others those that no language has. */
  private static CharSequence limitMarks(CharSequence marked) {
    String text = marked.toString();
    StringBuilder kept = new StringBuilder(text.length());
    int diacritics = 0;
    int scriptMarks = 0;
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (!isMark(codePoint)) {
        diacritics = codePoint < 0x80 ? MAX_DIACRITICS : 0;
        scriptMarks = 0;
        kept.appendCodePoint(codePoint);
      } else if (isDiacritic(codePoint)
          ? ++diacritics <= MAX_DIACRITICS
          : ++scriptMarks <= MAX_SCRIPT_MARKS) {
        kept.appendCodePoint(codePoint);
      }
    }
    return kept;
  }

  /**
   * ASCII for the typographic forms of quotes and hyphens and for letters in boxes; letters of
   * other scripts are left to {@link LookAlikes}, for they depend on their neighbours.
   */
  private static int lookAlike(int codePoint) {
    if (codePoint >= 0x1F150 && codePoint <= 0x1F189) {
      int letter = codePoint - (codePoint < 0x1F170 ? 0x1F150 : 0x1F170);
      return letter < 26 ? 'a' + letter : codePoint;
    }
    return switch (codePoint) {
      case '`', '\u00B4', '\u02B9', '\u02BC', '\u2018', '\u2019', '\u201B', '\u2032' -> '\'';
      case '\u00AB', '\u00BB', '\u201C', '\u201D', '\u201E', '\u201F', '\u2033' -> '"';
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> '-';
      default -> codePoint;
    };
  }

  /** White space of any width, line ends among it, and the blank of Braille. */
  static boolean isBlank(int codePoint) {
    return codePoint == ' '
        || Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == 0x85
        || codePoint == 0x2800;
  }

  /** What a reader never sees: controls, format characters, fillers, selectors, half pairs. */
  static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> !isBlank(codePoint);
      case Character.FORMAT, Character.SURROGATE, Character.ENCLOSING_MARK -> true;
      default -> isFiller(codePoint);
    };
  }

  /**
   * The default-ignorable code points (DerivedCoreProperties.txt) that are not format characters.
   */
  private static boolean isFiller(int codePoint) {
    return codePoint == 0x034F
        || codePoint == 0x115F
        || codePoint == 0x1160
        || codePoint == 0x17B4
        || codePoint == 0x17B5
        || (codePoint >= 0x180B && codePoint <= 0x180F)
        || codePoint == 0x2065
        || codePoint == 0x3164
        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || codePoint == 0xFFA0
        || (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
        || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
  }

  /**
   * Whether a code point can combine with the one before it: a mark, a vowel or final of Hangul, or
   * what NFKC turns into one of these; and the vowel signs of Kirat Rai, which are letters.
   */
  static boolean isJoiner(int codePoint) {
    if (codePoint < 0x0300) {
      return false;
    }
    if (isMark(codePoint) || (codePoint >= 0x16D63 && codePoint <= 0x16D6A)) {
      return true;
    }
    boolean decomposes =
        isHangulTail(codePoint)
            || (codePoint >= 0x3130 && codePoint <= 0x318F)
            || (codePoint >= 0xFF9E && codePoint <= 0xFFDC);
    if (!decomposes) {
      return false;
    }
    int first = Normalizer.normalize(Character.toString(codePoint), Form.NFKD).codePointAt(0);
    return isMark(first) || isHangulTail(first);
  }

  private static boolean isHangulTail(int codePoint) {
    return (codePoint >= 0x1160 && codePoint <= 0x11FF)
        || (codePoint >= 0xD7B0 && codePoint <= 0xD7FF);
  }

  /** Whether a code point is a combining mark, spacing or not. */
  static boolean isMark(int codePoint) {
    if (codePoint < 0x0300) {
      return false;
    }
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isDiacritic(int codePoint) {
    return (codePoint >= 0x0300 && codePoint <= 0x036F)
        || (codePoint >= 0x1AB0 && codePoint <= 0x1AFF)
        || (codePoint >= 0x1DC0 && codePoint <= 0x1DFF)
        || (codePoint >= 0x20D0 && codePoint <= 0x20FF)
        || (codePoint >= 0xFE20 && codePoint <= 0xFE2F);
  }
}
