package dev.replyguard.text;

/**
 * Reads the numbers of a text: amounts of money, what is paid for a time, telephone numbers. Looks
 * no further ahead than a few words. It belongs to one thread.
 */
final class Numbers {
  private static final int LONG_NUMBER_DIGITS = 7;
  private static final int FEWEST_PHONE_DIGITS = 9;
  private static final int MOST_PHONE_DIGITS = 15;
  private static final int MOST_WORD_UNITS = 10;

  private String text = "";
  private Surface surface = new Surface();

  // The telephone number being read: it may go on in the next number.
  private int phoneEnd;
  private int phoneDigits;
  private int groups;
  private int lastGroup;
  private boolean plus;

  static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  void begin(String newText, Surface into) {
    text = newText;
    surface = into;
    phoneEnd = -1;
    phoneDigits = 0;
  }

  void end() {
    closePhone();
  }

  /** Takes a run of digits, letters, dots and hyphens. */
  void read(int start, int end, int letters) {
    if (isAmount(start, end)) {
      surface.amounts++;
      surface.rates += isForATime(start, end) ? 1 : 0;
      return;
    }
    if (letters == 0) {
      phone(start, end);
    }
  }

  private boolean isAmount(int start, int end) {
    if (start > 0 && isCurrency(text.charAt(start - 1))) {
      return true;
    }
    if (!isDigit(text.charAt(start)) || end == text.length()) {
      return false;
    }
    return isCurrency(text.charAt(end)) || WordClass.MONEY.isIn(classesAfter(end));
  }

  private static boolean isCurrency(char unit) {
    return unit == '$' || unit == 0xA3 || unit == 0xA5 || (unit >= 0x20A0 && unit < 0x20C8);
  }

  /** Whether the amount is followed by such as "per day", "a week", "/hr", "weekly". */
  private boolean isForATime(int start, int end) {
    int at = end;
    while (at < text.length() && at - end < MOST_WORD_UNITS && isPartOfAmount(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '/') {
      return WordClass.PERIOD.isIn(classesAfter(at));
    }
    int classes = classesAfter(at);
    if (WordClass.MONEY.isIn(classes)) {
      at = endOfWordAfter(at);
      classes = classesAfter(at);
    }
    if (WordClass.PERIOD.isIn(classes)) {
      return start < end;
    }
    int word = startOfWordAfter(at);
    int after = endOfWordAfter(at);
    boolean each =
        text.startsWith("per", word) || text.startsWith("a", word) || text.startsWith("ever", word);
    return each && after - word < 6 && WordClass.PERIOD.isIn(classesAfter(after));
  }

  private static boolean isPartOfAmount(char unit) {
    return isDigit(unit) || unit == ',' || unit == '+' || isCurrency(unit) || unit == 'k';
  }

  private int startOfWordAfter(int at) {
    int start = at;
    while (start < text.length() && start - at < 2 && !isSmallOrCapital(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private int endOfWordAfter(int at) {
    int start = startOfWordAfter(at);
    int end = start;
    while (end < text.length()
        && end - start < MOST_WORD_UNITS
        && isSmallOrCapital(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int classesAfter(int at) {
    return WordClasses.of(text, startOfWordAfter(at), endOfWordAfter(at));
  }

  private static boolean isSmallOrCapital(char unit) {
    char small = WordClasses.small(unit);
    return small >= 'a' && small <= 'z';
  }

  private void phone(int start, int end) {
    if (!continuesPhone(start)) {
      closePhone();
      plus = start > 0 && text.charAt(start - 1) == '+';
      phoneDigits = 0;
      groups = 0;
    }
    lastGroup = 0;
    for (int i = start; i < end; i++) {
      if (isDigit(text.charAt(i))) {
        groups += lastGroup == 0 ? 1 : 0;
        lastGroup++;
        phoneDigits++;
      } else if (i + 1 < end) {
        lastGroup = 0;
      }
    }
    phoneEnd = end;
  }

  private boolean continuesPhone(int start) {
    if (phoneEnd < 0 || start - phoneEnd > 2) {
      return false;
    }
    for (int i = phoneEnd; i < start; i++) {
      char unit = text.charAt(i);
      if (unit != ' ' && unit != '(' && unit != ')' && unit != '/') {
        return false;
      }
    }
    return true;
  }

  private void closePhone() {
    if (phoneDigits >= FEWEST_PHONE_DIGITS && phoneDigits <= MOST_PHONE_DIGITS) {
      boolean parted = groups > 1 && groups < 6 && lastGroup > 2;
      surface.phones += plus || parted ? 1 : 0;
    }
    surface.longNumbers += groups == 1 && phoneDigits >= LONG_NUMBER_DIGITS ? 1 : 0;
    phoneEnd = -1;
    phoneDigits = 0;
    groups = 0;
  }
}
