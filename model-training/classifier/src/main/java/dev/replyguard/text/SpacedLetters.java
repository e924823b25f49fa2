package dev.replyguard.text;

/**
 * Joins three letters or more that stand alone, with the same kind of gap between any two: marks
 * ("w.o.r.d"), a blank ("w o r d"), or blanks and marks. A blank that was wider than the others as
 * it was written parts words.
 */
final class SpacedLetters {
  /** With less letters it is an abbreviation or chance. */
  static final int FEWEST = 3;

  private static final int LONGEST_GAP = 6;

  private static final int NO_GAP = 0;
  private static final int MARKS = 1;
  private static final int BLANK = 2;
  private static final int WIDE_BLANK = 3;
  private static final int BOTH = 4;

  private SpacedLetters() {}

  static boolean apply(NormalizedText text) {
    return join(text, MARKS, MARKS) || join(text, BLANK, WIDE_BLANK) || join(text, BOTH, BOTH);
  }

  private static boolean join(NormalizedText text, int narrowest, int widest) {
    char[] padded = text.padded();
    text.beginEdits();
    int i = 1;
    while (i <= text.length()) {
      if (!standsAlone(padded, i) || !Disguise.isLetter(padded[i])) {
        i++;
        continue;
      }
      int last = i;
      int letters = 1;
      int members = 1;
      for (int next = next(text, last); next > 0; next = next(text, last)) {
        int gap = gap(text, last + 1, next);
        if (gap < narrowest || gap > widest) {
          break;
        }
        last = next;
        members++;
        letters += Disguise.isLetter(padded[next]) ? 1 : 0;
      }
      if (letters >= FEWEST && 2 * letters > members && !isInAddress(padded, i)) {
        removeGaps(text, i, last);
      }
      i = last + 1;
    }
    return text.finishEdits();
  }

  private static void removeGaps(NormalizedText text, int first, int last) {
    boolean narrow = false;
    for (int i = first, next; i < last; i = next) {
      next = next(text, i);
      narrow |= gap(text, i + 1, next) != WIDE_BLANK;
    }
    char[] nothing = {};
    for (int i = first, next; i < last; i = next) {
      next = next(text, i);
      if (!narrow || gap(text, i + 1, next) != WIDE_BLANK) {
        text.replace(i + 1, next, nothing, 0);
      }
    }
  }

  private static boolean isInAddress(char[] padded, int index) {
    int start = index;
    while (padded[start - 1] != ' ') {
      start--;
    }
    return Disguise.isAddress(padded, start, Disguise.segmentEnd(padded, index));
  }

  /** The next letter that stands alone, or sign for one, or 0 where there is none near. */
  private static int next(NormalizedText text, int index) {
    char[] padded = text.padded();
    int end = Math.min(index + 1 + LONGEST_GAP, text.length());
    for (int i = index + 2; i <= end; i++) {
      if (!isGap(padded[i - 1])) {
        return 0;
      }
      if (standsAlone(padded, i)) {
        return i;
      }
    }
    return 0;
  }

  private static int gap(NormalizedText text, int start, int end) {
    char[] padded = text.padded();
    int blanks = 0;
    for (int i = start; i < end; i++) {
      blanks += padded[i] == ' ' ? 1 : 0;
    }
    if (blanks == 0) {
      return end == start ? NO_GAP : MARKS;
    }
    if (blanks < end - start) {
      return BOTH;
    }
    return text.end(start - 1) - text.start(start - 1) > 1 ? WIDE_BLANK : BLANK;
  }

  private static boolean isGap(char unit) {
    return switch (unit) {
      case ' ', '.', '-', '_', '*', '~', '/', '|', '\\', '+', ',', '\'', '^', '=', ':' -> true;
      default -> unit >= 0x80 && !Character.isLetterOrDigit(unit) && !CharacterFolding.isMark(unit);
    };
  }

  private static boolean standsAlone(char[] padded, int index) {
    char unit = padded[index];
    boolean member =
        Disguise.isLetter(unit)
            || unit == '@'
            || unit == '$'
            || unit == '!'
            || (Disguise.isDigit(unit) && LeetSpeak.letter(unit) != 0);
    return member && !isOfWord(padded[index - 1]) && !isOfWord(padded[index + 1]);
  }

  private static boolean isOfWord(char unit) {
    return unit < 0x80
        ? Disguise.isLetter(unit) || Disguise.isDigit(unit) || unit == '@' || unit == '$'
        : Character.isLetterOrDigit(unit) || CharacterFolding.isMark(unit);
  }
}
