package dev.replyguard.text;

/**
 * Reads words with masked letters, as "f**k", as the first of the {@link DisguisedWords} that fits.
 * A mark that also parts words counts as a mask only singly and within a word of four letters or
 * more.
 */
final class MaskedWords {
  private static final int SHORTEST_WEAK = 4;

  private MaskedWords() {}

  static boolean apply(NormalizedText text) {
    char[] padded = text.padded();
    text.beginEdits();
    int i = 1;
    while (i <= text.length()) {
      if (!isOfRun(padded[i])) {
        i++;
        continue;
      }
      int end = i;
      while (isOfRun(padded[end])) {
        end++;
      }
      word(text, i, end);
      i = end;
    }
    return text.finishEdits();
  }

  private static boolean isOfRun(char unit) {
    return Disguise.isLetter(unit) || MaskPattern.isMask(unit);
  }

  private static void word(NormalizedText text, int from, int to) {
    char[] padded = text.padded();
    int start = from;
    while (start < to && !Disguise.isLetter(padded[start])) {
      start++;
    }
    int end = to;
    while (end > start && !Disguise.isLetter(padded[end - 1])) {
      end--;
    }
    int tail = end;
    while (tail < to && padded[tail] == '*') {
      tail++;
    }
    if (tail - end >= 2) {
      end = tail;
    }
    // A word longer than the lexicon's is none of them, and a run of marks must not cost a search.
    if (!DisguisedWords.shipped().fits(end - start) || !isMasked(padded, start, end)) {
      return;
    }
    char[] word = DisguisedWords.shipped().masked(padded, start, end);
    if (word != null) {
      text.replace(start, end, word, word.length);
    }
  }

  private static boolean isMasked(char[] padded, int start, int end) {
    int strong = 0;
    int weak = 0;
    for (int i = start; i < end; i++) {
      if (MaskPattern.isStrongMask(padded[i])) {
        strong++;
      } else if (!Disguise.isLetter(padded[i])) {
        weak++;
      }
    }
    return weak == 0 ? strong > 0 : strong == 0 && weak == 1 && end - start >= SHORTEST_WEAK;
  }
}
