package dev.replyguard.text;

import java.util.Arrays;

/**
 * A text in the form the features are taken from, with a map from each of its UTF-16 units back to
 * the part of the original it came from.
 *
 * <p>An object can be filled again and again by {@link TextNormalizer#normalize(String,
 * NormalizedText)}, so that a busy thread normalises without garbage. While that happens it belongs
 * to one thread; afterwards it may be read by any.
 *
 * <p>The map is monotone: neither {@link #start} nor {@link #end} ever falls from one unit to the
 * next, and {@code 0 <= start < end <= original().length()}.
 */
public final class NormalizedText {
  /**
   * A letter said three times or more says no more than said twice: "soooo" and "soo"; where words
   * never have it twice, no more than said once: "haaate" and "hate".
   */
  static final int MAX_LETTER_RUN = 2;

  /** As for letters, for punctuation and symbols; digits are left alone. */
  static final int MAX_SYMBOL_RUN = 3;

  private static final int NONE = -1;

  private String original = "";
  private int length;
  // The text with one blank before and after it, so that n-grams see its edges without a branch.
  private char[] padded = {' ', ' '};
  private int[] starts = {};
  private int[] ends = {};

  private final TextEdits edits = new TextEdits();

  private int runCodePoint;
  private int runLength;
  private int blankStart;
  private int blankEnd;

  /** An empty text, to be filled by {@link TextNormalizer#normalize(String, NormalizedText)}. */
  public NormalizedText() {}

  /** The text as it was written. */
  public String original() {
    return original;
  }

  /** How many UTF-16 units the normalised text has. */
  public int length() {
    return length;
  }

  /**
   * One UTF-16 unit of the normalised text.
   *
   * @param index 0 to {@link #length()}, exclusive
   */
  public char charAt(int index) {
    checkIndex(index);
    return padded[index + 1];
  }

  /**
   * Where the part of the original starts that the unit at {@code index} came from.
   *
   * @param index 0 to {@link #length()}, exclusive
   */
  public int start(int index) {
    checkIndex(index);
    return starts[index];
  }

  /**
   * Where the part of the original ends, exclusive, that the unit at {@code index} came from.
   *
   * @param index 0 to {@link #length()}, exclusive
   */
  public int end(int index) {
    checkIndex(index);
    return ends[index];
  }

  /** The normalised text. */
  @Override
  public String toString() {
    return new String(padded, 1, length);
  }

  /**
   * The normalised text from index 1 on, a blank before and after it: what this object works on,
   * not a copy, and not to be written to.
   */
  public char[] padded() {
    return padded;
  }

  void reset(String text) {
    original = text;
    length = 0;
    runCodePoint = NONE;
    runLength = 0;
    blankStart = NONE;
    ensureCapacity(text.length());
  }

  void finish() {
    padded[0] = ' ';
    padded[length + 1] = ' ';
  }

  /** Notes white space: a run of it becomes one blank, none at the start or the end. */
  void blank(int start, int end) {
    if (length == 0) {
      return;
    }
    if (blankStart == NONE) {
      blankStart = start;
    }
    blankEnd = end;
  }

  /** Whether a combining mark written now would have a character to stand on. */
  boolean hasBase() {
    return length > 0 && blankStart == NONE;
  }

  /** As {@link #append}, for a unit of the original that is a code point by itself. */
  void appendUnit(char unit, int at) {
    if (blankStart != NONE || unit == runCodePoint || length == starts.length) {
      append(unit, at, at + 1);
      return;
    }
    runCodePoint = unit;
    runLength = 1;
    int index = length++;
    padded[index + 1] = unit;
    starts[index] = at;
    ends[index] = at + 1;
  }

  /** Adds one code point unless it continues a run that is long enough already. */
  void append(int codePoint, int start, int end) {
    if (blankStart != NONE) {
      write(' ', blankStart, blankEnd);
      blankStart = NONE;
      runCodePoint = NONE;
    }
    if (codePoint != runCodePoint) {
      runCodePoint = codePoint;
      runLength = 1;
    } else if (runLength >= MAX_LETTER_RUN && runLength >= longestRun(codePoint)) {
      if (runLength++ == MAX_LETTER_RUN && isNeverDoubled(codePoint)) {
        length--;
      }
      ends[length - 1] = end;
      return;
    } else {
      runLength++;
    }
    if (Character.isBmpCodePoint(codePoint)) {
      write((char) codePoint, start, end);
    } else {
      write(Character.highSurrogate(codePoint), start, end);
      write(Character.lowSurrogate(codePoint), start, end);
    }
  }

  /** Starts a round of edits. */
  void beginEdits() {
    edits.begin();
  }

  /**
   * Replaces a part of the text; parts are given in order and do not overlap. All indices are those
   * of {@link #padded()}, and the text stays as it was until {@link #finishEdits()}.
   *
   * @param with what to write; as many units as the part has keep a place in the original each,
   *     else each stands for all of it
   */
  void replace(int from, int to, char[] with, int units) {
    edits.copyUpTo(from - 1, padded, starts, ends);
    boolean inPlace = units == to - from;
    for (int i = 0; i < units; i++) {
      int start = starts[from - 1 + (inPlace ? i : 0)];
      edits.write(with[i], start, ends[inPlace ? from - 1 + i : to - 2]);
    }
    edits.skipTo(to - 1);
  }

  /** Makes the edits of this round count; whether there were any. */
  boolean finishEdits() {
    if (edits.isEmpty()) {
      return false;
    }
    edits.copyUpTo(length, padded, starts, ends);
    length = edits.length();
    char[] oldPadded = padded;
    int[] oldStarts = starts;
    int[] oldEnds = ends;
    padded = edits.padded();
    starts = edits.starts();
    ends = edits.ends();
    edits.reuse(oldPadded, oldStarts, oldEnds);
    finish();
    return true;
  }

  /** Takes the place of what it was folded from: its offsets become those into the original. */
  void replaceBy(NormalizedText folded) {
    int[] oldStarts = Arrays.copyOf(starts, length);
    int[] oldEnds = Arrays.copyOf(ends, length);
    ensureCapacity(folded.length);
    length = folded.length;
    System.arraycopy(folded.padded, 0, padded, 0, length + 2);
    for (int i = 0; i < length; i++) {
      starts[i] = oldStarts[folded.starts[i]];
      ends[i] = oldEnds[folded.ends[i] - 1];
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

  private void write(char unit, int start, int end) {
    if (length == starts.length) {
      ensureCapacity(length + (length >> 1) + 16);
    }
    padded[length + 1] = unit;
    starts[length] = start;
    ends[length] = end;
    length++;
  }

  private void ensureCapacity(int units) {
    if (starts.length < units) {
      padded = Arrays.copyOf(padded, units + 2);
      starts = Arrays.copyOf(starts, units);
      ends = Arrays.copyOf(ends, units);
    }
  }

  private void checkIndex(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException("index: 0.." + length + " expected, got " + index);
    }
  }
}
