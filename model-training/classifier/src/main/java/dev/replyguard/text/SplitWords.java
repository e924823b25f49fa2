package dev.replyguard.text;

/**
 * Puts together those of the {@link DisguisedWords} that are split in two by a blank or a mark ("mo
 * ron", "mo.ron"), and shortens those with letters said twice too often ("moroon").
 */
final class SplitWords {
  private SplitWords() {}

  static boolean apply(NormalizedText text) {
    char[] padded = text.padded();
    DisguisedWords words = DisguisedWords.shipped();
    text.beginEdits();
    int earlier = 0;
    int earlierEnd = 0;
    int i = 1;
    while (i <= text.length()) {
      if (!Disguise.isLetter(padded[i])) {
        i++;
        continue;
      }
      int end = i;
      boolean doubled = false;
      while (Disguise.isLetter(padded[end])) {
        doubled |= padded[end] == padded[end - 1];
        end++;
      }
      boolean free = !isOfWord(padded[i - 1]) && !isOfWord(padded[end]);
      boolean beside = earlier > 0 && i == earlierEnd + 1 && isGap(padded[earlierEnd]);
      if (free && beside && join(text, earlier, earlierEnd, i, end)) {
        earlier = 0;
      } else {
        earlier = free || isGap(padded[end]) ? i : 0;
        earlierEnd = end;
        if (doubled && free && words.mayBeStretched(padded, i, end)) {
          char[] word = words.stretched(padded, i, end);
          if (word != null) {
            text.replace(i, end, word, word.length);
            earlier = 0;
          }
        }
      }
      i = end;
    }
    return text.finishEdits();
  }

  private static boolean join(NormalizedText text, int start, int middle, int next, int end) {
    char[] padded = text.padded();
    if (!DisguisedWords.shipped()
        .isSplit(padded, start, middle, next, end, padded[middle] == ' ')) {
      return false;
    }
    text.replace(middle, next, new char[0], 0);
    return true;
  }

  private static boolean isGap(char unit) {
    return switch (unit) {
      case ' ', '.', '-', '_', '*', '~', '/', '|', '+', ',', '^', '=', ':' -> true;
      default -> false;
    };
  }

  private static boolean isOfWord(char unit) {
    return Disguise.isDigit(unit)
        || (unit >= 0x80 && (Character.isLetterOrDigit(unit) || CharacterFolding.isMark(unit)));
  }
}
