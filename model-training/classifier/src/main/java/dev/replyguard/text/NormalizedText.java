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
  private final TextFolder folder = new TextFolder();
  private final TextScan scan = new TextScan();
  private final DisguiseFinder finder = new DisguiseFinder();
  private String original = "";
  private char[] raw = {};
  private MappedUnits units = new MappedUnits();
  // The form being made of them, which takes their place when it is done.
  private MappedUnits edited = new MappedUnits();
  private int copied;
  // By how much there are more capitals, and letters that may be such, than were written.
  private int moreCapitals;
  private int moreCased;
  private boolean respelled;

  /** An empty text, to be filled by {@link TextNormalizer#normalize(String, NormalizedText)}. */
  public NormalizedText() {
    units.clear(0);
    units.finish();
    scan.read(units);
  }

  /** The text as it was written. */
  public String original() {
    return original;
  }

  /**
   * The units of the text as it was written, and beyond them blanks up to a whole {@linkplain
   * MappedUnits#BLOCK block}: what this object works on, not a copy, and not to be written to.
   */
  char[] raw() {
    return raw;
  }

  /** How many UTF-16 units the normalised text has. */
  public int length() {
    return units.length;
  }

  /**
   * One UTF-16 unit of the normalised text.
   *
   * @param index 0 to {@link #length()}, exclusive
   */
  public char charAt(int index) {
    checkIndex(index);
    return units.padded[index + 1];
  }

  /**
   * Where the part of the original starts that the unit at {@code index} came from.
   *
   * @param index 0 to {@link #length()}, exclusive
   */
  public int start(int index) {
    checkIndex(index);
    return units.starts[index];
  }

  /**
   * Where the part of the original ends, exclusive, that the unit at {@code index} came from.
   *
   * @param index 0 to {@link #length()}, exclusive
   */
  public int end(int index) {
    checkIndex(index);
    return units.ends[index];
  }

  /** The normalised text. */
  @Override
  public String toString() {
    return new String(units.padded, 1, units.length);
  }

  /**
   * The normalised text from index 1 on, a blank before and after it: what this object works on,
   * not a copy, and not to be written to.
   */
  public char[] padded() {
    return units.padded;
  }

  /** Takes the folded form of a text. */
  void read(String text) {
    original = text;
    moreCapitals = 0;
    moreCased = 0;
    respelled = false;
    int length = text.length();
    int blocks = (length + MappedUnits.BLOCK - 1) / MappedUnits.BLOCK * MappedUnits.BLOCK;
    if (raw.length < blocks) {
      raw = new char[blocks + (length >> 1)];
    }
    text.getChars(0, length, raw, 0);
    Arrays.fill(raw, length, blocks, ' ');
    folder.fold(raw, 0, length, units);
    scan.read(units);
  }

  /** The {@linkplain Disguise signs} of disguises that the folded text may hold. */
  int disguises() {
    return finder.signs(scan);
  }

  /** For each unit where its part of the original starts: not a copy, and not to be written to. */
  int[] starts() {
    return units.starts;
  }

  /** What kinds of units there are. */
  TextScan scan() {
    return scan;
  }

  /** Starts a round of edits. */
  void beginEdits() {
    edited.clear(0);
    copied = 0;
  }

  /**
   * Replaces a part of the text; parts are given in order and do not overlap. All indices are those
   * of {@link #padded()}, and the text stays as it was until {@link #finishEdits()}.
   *
   * @param with what to write; as many units as the part has keep a place in the original each,
   *     else each stands for all of it
   */
  void replace(int from, int to, char[] with, int count) {
    edited.copy(units, copied, from - 1);
    boolean inPlace = count == to - from;
    for (int i = 0; i < count; i++) {
      int start = units.starts[from - 1 + (inPlace ? i : 0)];
      edited.write(with[i], start, units.ends[inPlace ? from - 1 + i : to - 2]);
    }
    copied = to - 1;
  }

  /**
   * Notes that a part of the text is an escape, so that its letters are not taken for the text's:
   * "%4c" has no capital, "%4C" one, and both stand for one.
   *
   * @param unit what the part stands for
   */
  void decode(int from, int to, char unit) {
    int end = units.ends[to - 2];
    for (int i = units.starts[from - 1]; i < end; i++) {
      count(raw[i], -1);
    }
    count(unit, 1);
  }

  private void count(char unit, int by) {
    boolean capital = Character.isUpperCase(unit);
    moreCapitals += capital ? by : 0;
    moreCased += capital || Character.isLowerCase(unit) ? by : 0;
  }

  /** By how much escapes stand for more capitals than they are written with; below 0 for less. */
  int moreCapitals() {
    return moreCapitals;
  }

  /** The same for capitals and small letters together. */
  int moreCased() {
    return moreCased;
  }

  /** Makes the edits of this round count; whether there were any. */
  boolean finishEdits() {
    if (copied == 0) {
      return false;
    }
    edited.copy(units, copied, units.length);
    edited.finish();
    MappedUnits before = units;
    units = edited;
    edited = before;
    return true;
  }

  /** Makes the edits of this round count that left the text in the folded form; as above. */
  boolean finishRespelling() {
    boolean changed = finishEdits();
    if (changed) {
      scan.read(units);
      respelled = true;
    }
    return changed;
  }

  /** Whether a {@link Respelling} changed the text since it was normalised. */
  public boolean isRespelled() {
    return respelled;
  }

  /** Brings the text, edited, into the folded form again. */
  void refold() {
    folder.fold(units.padded, 1, units.length + 1, edited);
    for (int i = 0; i < edited.length; i++) {
      // Those of the edited text become those into the original.
      edited.starts[i] = units.starts[edited.starts[i]];
      edited.ends[i] = units.ends[edited.ends[i] - 1];
    }
    MappedUnits before = units;
    units = edited;
    edited = before;
    scan.read(units);
  }

  private void checkIndex(int index) {
    if (index < 0 || index >= units.length) {
      throw new IndexOutOfBoundsException("index: 0.." + units.length + " expected, got " + index);
    }
  }
}
