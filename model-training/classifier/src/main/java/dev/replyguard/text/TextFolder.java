package dev.replyguard.text;

/**
 * The first four steps of {@link TextNormalizer}, in one pass. Used again and again; it belongs to
 * one thread.
 *
 * <p>Most text is plain: units that fold to one unit each, whatever is beside them, no three of
 * them alike in a row. {@link #plain} passes over that with nothing but look-ups in one table, and
 * stops at all else.
 */
final class TextFolder {
  /**
   * A letter said three times or more says no more than said twice: "soooo" and "soo"; where words
   * never have it twice, no more than said once: "haaate" and "hate".
   */
  private static final int MAX_LETTER_RUN = 2;

  /** As for letters, for punctuation and symbols; digits are left alone. */
  private static final int MAX_SYMBOL_RUN = 3;

  /** Marks looked at for one character: what is beyond is not language but noise ("zalgo"). */
  private static final int MAX_MARKS = 8;

  private static final int NONE = -1;

  private char[] source = {};
  private int from;
  private int to;
  private MappedUnits into = new MappedUnits();
  private int runCodePoint = NONE;
  private int runLength;

  /**
   * Replaces what {@code into} holds by the folded form of units.
   *
   * @param source where the units are
   * @param from the first, which is number 0 of the original
   * @param to the end, exclusive
   */
  void fold(char[] source, int from, int to, MappedUnits into) {
    this.source = source;
    this.from = from;
    this.to = to;
    this.into = into;
    into.clear(to - from);
    runCodePoint = NONE;
    runLength = 0;
    int i = from;
    while (i < to) {
      i = plain(i);
      if (i < to) {
        i = other(i);
      }
    }
    if (into.length > 0 && into.last() == ' ') {
      into.length--;
    }
    into.finish();
  }

  /** Takes plain units from {@code start} on; returns where they end. */
  private int plain(int start) {
    if (runLength >= MAX_LETTER_RUN && CharacterFolding.simple(source[start]) == runCodePoint) {
      return start;
    }
    into.reserve(to - start);
    char[] units = into.padded;
    int[] starts = into.starts;
    int[] ends = into.ends;
    char[] simple = CharacterFolding.SIMPLE;
    int n = into.length + 1;
    char before = units[n - 1];
    // After a blank a second one is like a third of other units: none is taken.
    char beforeThat = before == ' ' ? ' ' : units[n - 2];
    int i = start;
    for (; i < to; i++) {
      char unit = simple[source[i]];
      if (CharacterFolding.isNotPlain(unit) || ((unit ^ before) | (unit ^ beforeThat)) == 0) {
        break;
      }
      units[n] = unit;
      starts[n - 1] = i - from;
      ends[n - 1] = i - from + 1;
      n++;
      beforeThat = unit == ' ' ? ' ' : before;
      before = unit;
    }
    if (i > start && i < to && units[n - 1] != ' ' && mayCombine(i)) {
      n--;
      i--;
    }
    if (i > start) {
      into.length = n - 1;
      continueRun(units[n - 1], units[n - 2]);
    }
    return i;
  }

  /** Whether what starts at {@code index} may belong to the character before it. */
  private boolean mayCombine(int index) {
    if (CharacterFolding.simple(source[index]) != CharacterFolding.COMPLEX) {
      return false;
    }
    int codePoint = Character.codePointAt(source, index, to);
    return !CharacterFolding.isBlank(codePoint)
        && (CharacterFolding.isInvisible(codePoint) || CharacterFolding.isJoiner(codePoint));
  }

  private void continueRun(char last, char secondLast) {
    runCodePoint = last == ' ' ? NONE : last;
    runLength = last == secondLast ? 2 : 1;
  }

  /** Takes what {@link #plain} stopped at; returns where to go on. */
  private int other(int index) {
    char folded = CharacterFolding.simple(source[index]);
    if (folded == ' ') {
      blank(index, index + 1);
      return index + 1;
    }
    if (folded != CharacterFolding.COMPLEX && (index + 1 == to || !mayCombine(index + 1))) {
      append(folded, index, index + 1);
      return index + 1;
    }
    return complex(index);
  }

  /** Takes what is not one plain unit; returns where to go on. */
  private int complex(int start) {
    int first = Character.codePointAt(source, start, to);
    int end = start + Character.charCount(first);
    if (CharacterFolding.isBlank(first)) {
      blank(start, end);
      return end;
    }
    if (CharacterFolding.isInvisible(first)) {
      return end;
    }
    StringBuilder cluster = null;
    int marks = 0;
    int next = end;
    while (next < to) {
      int codePoint = Character.codePointAt(source, next, to);
      int after = next + Character.charCount(codePoint);
      if (!CharacterFolding.isInvisible(codePoint)) {
        if (!CharacterFolding.isJoiner(codePoint)) {
          break;
        }
        if (cluster == null) {
          cluster = new StringBuilder().appendCodePoint(first);
        }
        marks = CharacterFolding.isMark(codePoint) ? marks + 1 : 0;
        if (marks <= MAX_MARKS) {
          cluster.appendCodePoint(codePoint);
        }
        end = after;
      }
      next = after;
    }
    if (cluster != null) {
      append(CharacterFolding.fold(cluster.toString()), start, end);
    } else {
      alone(first, start, end);
    }
    return next;
  }

  /** Adds a code point that nothing combines with. */
  private void alone(int codePoint, int start, int end) {
    int folded = CharacterFolding.simple(codePoint);
    if (folded != CharacterFolding.COMPLEX) {
      append(folded, start, end);
    } else {
      append(CharacterFolding.fold(Character.toString(codePoint)), start, end);
    }
  }

  private void append(String folded, int start, int end) {
    int i = 0;
    while (i < folded.length()) {
      int codePoint = folded.codePointAt(i);
      i += Character.charCount(codePoint);
      if (CharacterFolding.isBlank(codePoint)) {
        blank(start, end);
      } else if (!CharacterFolding.isInvisible(codePoint)
          && (into.last() != ' ' || !CharacterFolding.isMark(codePoint))) {
        append(codePoint, start, end);
      }
    }
  }

  /** Adds white space: a run of it becomes one blank, none at the start. */
  private void blank(int start, int end) {
    if (into.last() != ' ') {
      into.write(' ', start - from, end - from);
      runCodePoint = NONE;
    } else if (into.length > 0) {
      into.ends[into.length - 1] = end - from;
    }
  }

  /** Adds one code point unless it continues a run that is long enough already. */
  private void append(int codePoint, int start, int end) {
    if (codePoint != runCodePoint) {
      runCodePoint = codePoint;
      runLength = 1;
    } else if (runLength >= MAX_LETTER_RUN && runLength >= longestRun(codePoint)) {
      if (runLength++ == MAX_LETTER_RUN && isNeverDoubled(codePoint)) {
        into.length--;
      }
      into.ends[into.length - 1] = end - from;
      return;
    } else {
      runLength++;
    }
    if (Character.isBmpCodePoint(codePoint)) {
      into.write((char) codePoint, start - from, end - from);
    } else {
      into.write(Character.highSurrogate(codePoint), start - from, end - from);
      into.write(Character.lowSurrogate(codePoint), start - from, end - from);
    }
  }

  /** Letters that English words hardly ever hold twice in a row. */
  private static boolean isNeverDoubled(int codePoint) {
    return switch (codePoint) {
      case 'a', 'h', 'i', 'j', 'u', 'v', 'y' -> true;
      default -> false;
    };
  }

  private static int longestRun(int codePoint) {
    if (Character.isLetter(codePoint)) {
      return MAX_LETTER_RUN;
    }
    return Character.isDigit(codePoint) ? Integer.MAX_VALUE : MAX_SYMBOL_RUN;
  }
}
