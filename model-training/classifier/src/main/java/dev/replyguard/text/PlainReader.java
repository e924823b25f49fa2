package dev.replyguard.text;

/**
 * Reads what {@link SurfaceReader} reads, but only of texts without links, addresses and markup, by
 * the bits of a {@link WrittenScan}: most units are not looked at one by one. It belongs to one
 * thread.
 *
 * <p>It may give up a text that is plain, never take one that is not.
 */
final class PlainReader {
  private final Numbers numbers = new Numbers();
  private Surface surface = new Surface();
  private char[] units = {};
  private int length;
  // Where what the last number stands in ends.
  private int passed;

  /** Whether a mark of ASCII may begin a tag, a handle or what follows a scheme, or be counted. */
  static boolean mayBeginMore(char unit) {
    return switch (unit) {
      case '<', '[', '{', '@', ':', '%' -> true;
      default -> false;
    };
  }

  /**
   * Replaces what {@code into} holds by what is in {@code text}; blanks and words are not counted,
   * as they mean something beside links only.
   *
   * @param scan of the text
   * @return whether the text is plain; where not, {@code into} holds nothing of use
   */
  boolean read(String text, WrittenScan scan, Surface into) {
    surface = into;
    units = scan.units();
    length = scan.length();
    passed = 0;
    surface.reset();
    numbers.begin(text, surface);
    for (int block = 0; block < scan.blocks(); block++) {
      for (long bits = scan.odd[block]; bits != 0; bits &= bits - 1) {
        int at = block * MappedUnits.BLOCK + Long.numberOfTrailingZeros(bits);
        if (!isPlain(at)) {
          return false;
        }
      }
    }
    numbers.end();
    surface.letters = scan.letters();
    surface.foreignLetters = scan.foreignLetters();
    return true;
  }

  private char unitAt(int index) {
    return index < length ? units[index] : ' ';
  }

  /** Takes the number, the percentage or the mark that is no more than that; whether it is. */
  private boolean isPlain(int at) {
    char unit = units[at];
    if (unit == '.') {
      return !mayBeInHost(at);
    }
    char next = WordClasses.small(unitAt(at + 1));
    switch (unit) {
      case '<' -> {
        return next != 'a' && next != '/';
      }
      case '[' -> {
        return next != 'u' && next != 'l' && next != '/';
      }
      case ':' -> {
        return next != '/';
      }
      case '{', '@' -> {
        return false;
      }
      case '%' -> surface.percents += at > 0 && Numbers.isDigit(units[at - 1]) ? 1 : 0;
      default -> {
        if (at >= passed) {
          number(at);
        }
      }
    }
    return true;
  }

  /** Whether a dot may be one within the name of a host. */
  private boolean mayBeInHost(int dot) {
    if (!WebAddress.isHostUnit(unitAt(dot + 1)) || dot == 0 || units[dot - 1] == '.') {
      return false;
    }
    return WebAddress.isHostUnit(units[dot - 1]) && (mayBeEnding(dot + 1) || isAfterWww(dot));
  }

  /** Whether what starts there may be the last label of a host's name. */
  private boolean mayBeEnding(int start) {
    int hash = FeatureExtractor.FNV_OFFSET;
    int end = start;
    while (end < length && isLetter(units[end])) {
      hash = FeatureExtractor.step(hash, WordClasses.small(units[end]));
      end++;
    }
    // Two letters and a path may be a country's; an underscore is taken for a letter there.
    return WordClass.BARE_TLD.isIn(WordClasses.of(hash))
        || (unitAt(start + 2) == '/' && units[start] > '9');
  }

  private static boolean isLetter(char unit) {
    char small = WordClasses.small(unit);
    return small >= 'a' && small <= 'z';
  }

  private boolean isAfterWww(int dot) {
    return dot > 2 && isW(units[dot - 1]) && isW(units[dot - 2]) && isW(units[dot - 3]);
  }

  private static boolean isW(char unit) {
    return WordClasses.small(unit) == 'w';
  }

  /** Takes the number with that first digit, with what a host's name may hold around it. */
  private void number(int digit) {
    int start = digit;
    int letters = 0;
    while (start > 0 && WebAddress.isHostUnit(units[start - 1])) {
      start--;
      letters += isPartOfWord(units[start]) ? 1 : 0;
    }
    int end = digit + 1;
    while (end < length && WebAddress.isHostUnit(units[end])) {
      letters += isPartOfWord(units[end]) ? 1 : 0;
      end++;
    }
    numbers.read(start, end, letters);
    passed = end;
  }

  private static boolean isPartOfWord(char unit) {
    return !Numbers.isDigit(unit) && unit != '.' && unit != '-' && unit != '_';
  }
}
