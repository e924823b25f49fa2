package dev.replyguard.text;

/**
 * Reads letters that look like Latin ones as these, in words that hold a Latin letter or nothing
 * but such letters; other words are of another script and stay as they are. Regional indicators,
 * the letters of which flags are made, become letters unless two stand by themselves.
 */
final class LookAlikeFolding {
  private static final int INDICATOR_A = 0x1F1E6;
  private static final int INDICATOR_Z = 0x1F1FF;

  private LookAlikeFolding() {}

  static boolean apply(NormalizedText text) {
    char[] padded = text.padded();
    char[] one = new char[1];
    text.beginEdits();
    int i = 1;
    while (i <= text.length()) {
      if (isIndicator(padded, i)) {
        i = indicators(text, i, one);
      } else if (isLetter(padded, i)) {
        int end = i;
        boolean latin = false;
        boolean whole = true;
        while (isLetter(padded, end)) {
          latin |= Disguise.isLetter(padded[end]);
          whole &= padded[end] < 0x80 || LookAlikes.of(padded[end]) != 0;
          end++;
        }
        if (latin || whole) {
          fold(text, i, end, one);
        }
        i = end;
      } else {
        i++;
      }
    }
    return text.finishEdits();
  }

  private static void fold(NormalizedText text, int start, int end, char[] one) {
    char[] padded = text.padded();
    for (int i = start; i < end; i++) {
      if (padded[i] >= 0x80) {
        char original = text.original().charAt(text.start(i - 1));
        one[0] = LookAlikes.of(padded[i], original);
        if (one[0] != 0) {
          text.replace(i, i + 1, one, 1);
        }
      }
    }
  }

  private static boolean isLetter(char[] padded, int index) {
    char unit = padded[index];
    return unit < 0x80
        ? Disguise.isLetter(unit) || Disguise.isDigit(unit)
        : Character.isLetter(unit) || LookAlikes.of(unit) != 0 || CharacterFolding.isMark(unit);
  }

  private static boolean isIndicator(char[] padded, int index) {
    if (!Character.isHighSurrogate(padded[index])) {
      return false;
    }
    int codePoint = Character.toCodePoint(padded[index], padded[index + 1]);
    return codePoint >= INDICATOR_A && codePoint <= INDICATOR_Z;
  }

  private static int indicators(NormalizedText text, int start, char[] one) {
    char[] padded = text.padded();
    int end = start;
    while (isIndicator(padded, end)) {
      end += 2;
    }
    boolean flag = end - start == 4;
    for (int i = start; i < end && !flag; i += 2) {
      one[0] = (char) ('a' + Character.toCodePoint(padded[i], padded[i + 1]) - INDICATOR_A);
      text.replace(i, i + 2, one, 1);
    }
    return end;
  }
}
