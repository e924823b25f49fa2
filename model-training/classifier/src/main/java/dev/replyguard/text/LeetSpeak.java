package dev.replyguard.text;

/**
 * Reads digits and signs within words as the letters they look like. Where they begin or end a word
 * they mostly mean themselves ("3 apples", "covid19", "5th", "$20"), so there it takes one of the
 * {@link DisguisedWords} for it. Links and mail addresses are left alone.
 */
final class LeetSpeak {
  /** More of them between two letters are a number. */
  private static final int MAX_RUN = 2;

  private LeetSpeak() {}

  /** The letter that a digit or sign looks like, or 0. */
  static char letter(char unit) {
    return switch (unit) {
      case '0' -> 'o';
      case '1', '!', '|' -> 'i';
      case '3' -> 'e';
      case '4', '@' -> 'a';
      case '5', '$' -> 's';
      case '7', '+' -> 't';
      case '8' -> 'b';
      case '9' -> 'g';
      default -> 0;
    };
  }

  static boolean apply(NormalizedText text) {
    char[] padded = text.padded();
    text.beginEdits();
    int i = 1;
    while (i <= text.length()) {
      int segmentEnd = Disguise.segmentEnd(padded, i);
      if (!Disguise.isAddress(padded, i, segmentEnd)) {
        segment(text, i, segmentEnd);
      }
      i = segmentEnd + 1;
    }
    return text.finishEdits();
  }

  private static void segment(NormalizedText text, int start, int end) {
    char[] padded = text.padded();
    int i = start;
    while (i < end) {
      int runEnd = i;
      int letters = 0;
      while (runEnd < end && isOfRun(padded[runEnd])) {
        letters += Disguise.isLetter(padded[runEnd]) ? 1 : 0;
        runEnd++;
      }
      if (letters > 0 && letters < runEnd - i) {
        run(text, i, runEnd, letters);
      }
      i = Math.max(runEnd, i + 1);
    }
  }

  private static boolean isOfRun(char unit) {
    return Disguise.isLetter(unit) || Disguise.isDigit(unit) || letter(unit) != 0;
  }

  private static void run(NormalizedText text, int start, int end, int letters) {
    char[] padded = text.padded();
    if (wholeWord(text, start, end)) {
      return;
    }
    char[] one = new char[1];
    int i = start;
    while (i < end) {
      int last = i;
      while (last < end && !Disguise.isLetter(padded[last])) {
        last++;
      }
      boolean within = i > start && last < end && last > i && last - i <= MAX_RUN;
      if (within && 2 * letters >= end - start && areLetters(padded, start, i, last, end)) {
        for (int at = i; at < last; at++) {
          one[0] = letter(padded[at]);
          text.replace(at, at + 1, one, 1);
        }
      }
      i = Math.max(last, i + 1);
    }
  }

  /** Whether what stands between two letters stands for letters. */
  private static boolean areLetters(char[] padded, int start, int from, int to, int end) {
    for (int i = from; i < to; i++) {
      char unit = padded[i];
      boolean sign = unit == '!' || unit == '|';
      if (letter(unit) == 0
          || unit == '+'
          || (sign && hasVowel(padded, start, from) && hasVowel(padded, to, end))) {
        return false;
      }
    }
    return true;
  }

  /** Two halves that have a vowel each are more likely two words with a mark between them. */
  private static boolean hasVowel(char[] padded, int start, int end) {
    for (int i = start; i < end; i++) {
      if ("aeiouy".indexOf(padded[i]) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean wholeWord(NormalizedText text, int start, int end) {
    char[] padded = text.padded();
    int to = end;
    while (to > start
        && (padded[to - 1] == '!' || padded[to - 1] == '|' || padded[to - 1] == '+')) {
      to--;
    }
    if (!DisguisedWords.shipped().fits(to - start)) {
      return false;
    }
    char[] word = new char[to - start];
    for (char one : new char[] {'i', 'l'}) {
      for (int i = start; i < to; i++) {
        char letter = letter(padded[i]);
        word[i - start] = letter == 0 ? padded[i] : letter == 'i' ? one : letter;
      }
      if (DisguisedWords.shipped().contains(word, 0, word.length)) {
        text.replace(start, to, word, word.length);
        return true;
      }
    }
    return false;
  }
}
