package dev.replyguard.pipeline.rules;

import dev.replyguard.text.NormalizedText;
import java.util.Arrays;

/**
 * A text as word lists see it: in small letters, cut into words, with the way back to the text as
 * it was written. A word is a run of letters, digits and marks; everything else stands between
 * words, apostrophes too, so that a word is found in its possessive.
 *
 * <p>Immutable once made.
 */
final class FoldedText {
  private final char[] units;
  private final int[] wordStarts;
  private final int[] wordEnds;
  private final NormalizedText normalized;
  private final boolean asWritten;

  private FoldedText(char[] units, NormalizedText normalized, boolean asWritten) {
    this.units = units;
    this.normalized = normalized;
    this.asWritten = asWritten;
    int[] bounds = wordBounds(units);
    int words = bounds.length / 2;
    wordStarts = new int[words];
    wordEnds = new int[words];
    for (int word = 0; word < words; word++) {
      wordStarts[word] = bounds[2 * word];
      wordEnds[word] = bounds[2 * word + 1];
    }
  }

  /** The text as it was written, in small letters. */
  static FoldedText ofWritten(String text) {
    return new FoldedText(fold(text), new NormalizedText(), true);
  }

  /** The text with its disguises undone. */
  static FoldedText ofNormalized(NormalizedText text) {
    char[] units = Arrays.copyOfRange(text.padded(), 1, text.length() + 1);
    return new FoldedText(units, text, false);
  }

  /** Small letters, one for each unit, and plain apostrophes. */
  static char[] fold(String text) {
    char[] units = text.toCharArray();
    for (int i = 0; i < units.length; i++) {
      char unit = units[i];
      if (unit >= 0x80) {
        units[i] = isApostrophe(unit) ? '\'' : Character.toLowerCase(unit);
      } else if (unit >= 'A' && unit <= 'Z') {
        units[i] = (char) (unit + ('a' - 'A'));
      }
    }
    return units;
  }

  static boolean isWordPart(int codePoint) {
    if (codePoint < 0x80) {
      return (codePoint >= 'a' && codePoint <= 'z')
          || (codePoint >= '0' && codePoint <= '9')
          || (codePoint >= 'A' && codePoint <= 'Z');
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetterOrDigit(codePoint);
    };
  }

  int length() {
    return units.length;
  }

  char unit(int index) {
    return units[index];
  }

  /** Whether the units from {@code from} on are those of {@code symbols}. */
  boolean startsWith(String symbols, int from) {
    if (from + symbols.length() > units.length) {
      return false;
    }
    for (int i = 0; i < symbols.length(); i++) {
      if (units[from + i] != symbols.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  int words() {
    return wordStarts.length;
  }

  int wordStart(int word) {
    return wordStarts[word];
  }

  int wordEnd(int word) {
    return wordEnds[word];
  }

  String word(int word) {
    return new String(units, wordStarts[word], wordEnds[word] - wordStarts[word]);
  }

  /** The word that starts at that unit, or -1 where none does. */
  int wordAt(int unit) {
    int word = Arrays.binarySearch(wordStarts, unit);
    return word < 0 ? -1 : word;
  }

  /** Where the unit stands in the text as it was written. */
  int writtenStart(int unit) {
    return asWritten ? unit : normalized.start(unit);
  }

  /** Where what ends before {@code unitExclusive} ends in the text as it was written. */
  int writtenEnd(int unitExclusive) {
    return asWritten ? unitExclusive : normalized.end(unitExclusive - 1);
  }

  private static boolean isApostrophe(char unit) {
    return unit == '\u2019' || unit == '\u2018' || unit == '\u02bc';
  }

  /** Starts and ends, by turns. */
  private static int[] wordBounds(char[] units) {
    int[] bounds = new int[32];
    int count = 0;
    boolean inWord = false;
    int i = 0;
    while (i < units.length) {
      int codePoint = Character.codePointAt(units, i);
      if (isWordPart(codePoint) != inWord) {
        inWord = !inWord;
        if (count == bounds.length) {
          bounds = Arrays.copyOf(bounds, 2 * count);
        }
        bounds[count++] = i;
      }
      i += Character.charCount(codePoint);
    }
    if (inWord) {
      if (count == bounds.length) {
        bounds = Arrays.copyOf(bounds, count + 1);
      }
      bounds[count++] = units.length;
    }
    return Arrays.copyOf(bounds, count);
  }
}
