package dev.replyguard.text;

import java.util.Arrays;

/**
 * Where the edited form of a {@link NormalizedText} is written, part by part; its arrays change
 * places with those of the text when the edits are done, so that neither is made anew.
 */
final class TextEdits {
  private char[] padded = {' ', ' '};
  private int[] starts = {};
  private int[] ends = {};
  private int length;
  private int copied;

  void begin() {
    length = 0;
    copied = 0;
  }

  /** Whether nothing was edited since {@link #begin()}. */
  boolean isEmpty() {
    return length == 0 && copied == 0;
  }

  /** Copies what was neither copied nor skipped yet, up to unit {@code index}, exclusive. */
  void copyUpTo(int index, char[] fromPadded, int[] fromStarts, int[] fromEnds) {
    int units = index - copied;
    reserve(units);
    System.arraycopy(fromPadded, copied + 1, padded, length + 1, units);
    System.arraycopy(fromStarts, copied, starts, length, units);
    System.arraycopy(fromEnds, copied, ends, length, units);
    length += units;
    copied = index;
  }

  void skipTo(int index) {
    copied = index;
  }

  void write(char unit, int start, int end) {
    reserve(1);
    padded[length + 1] = unit;
    starts[length] = start;
    ends[length] = end;
    length++;
  }

  private void reserve(int units) {
    int needed = length + units;
    if (starts.length < needed) {
      int capacity = needed + (needed >> 1) + 16;
      padded = Arrays.copyOf(padded, capacity + 2);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
  }

  int length() {
    return length;
  }

  char[] padded() {
    return padded;
  }

  int[] starts() {
    return starts;
  }

  int[] ends() {
    return ends;
  }

  /** Takes arrays to write to from now on. */
  void reuse(char[] otherPadded, int[] otherStarts, int[] otherEnds) {
    padded = otherPadded;
    starts = otherStarts;
    ends = otherEnds;
  }
}
