package dev.replyguard.text;

/**
 * Letters and masks, as in "f**k": a mask stands for one letter; as runs of symbols are cut to
 * three, three stand for any three or more.
 */
final class MaskPattern {
  private MaskPattern() {}

  /** Whether a unit may hide a letter. */
  static boolean isMask(char unit) {
    return switch (unit) {
      case '*', '#', '^', '%', '_', '-', '.', '~', '?', '@', '$', '!' -> true;
      default -> false;
    };
  }

  /** Whether a unit hides a letter and hardly ever does anything else within a word. */
  static boolean isStrongMask(char unit) {
    return unit == '*' || unit == '#' || unit == '^' || unit == '%';
  }

  static boolean matches(char[] word, char[] units, int start, int end) {
    int run = longestRun(units, start, end);
    int spare = word.length - (end - start);
    if (spare != 0 && (spare < 0 || run == 0)) {
      return false;
    }
    int at = 0;
    for (int i = start; i < end; i++) {
      if (run != 0 && i == run) {
        at += spare;
      }
      if (!isMask(units[i]) && units[i] != word[at]) {
        return false;
      }
      at++;
    }
    return true;
  }

  /** Where the first run of three masks starts, or 0. */
  private static int longestRun(char[] units, int start, int end) {
    for (int i = start + 1; i + 2 < end; i++) {
      if (units[i] == '*' && units[i + 1] == '*' && units[i + 2] == '*') {
        return i;
      }
    }
    return 0;
  }
}
