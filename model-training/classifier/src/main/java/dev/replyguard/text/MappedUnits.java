package dev.replyguard.text;

import java.util.Arrays;

/**
 * UTF-16 units, and for each the part of the original that it came from. Used again and again
 * without garbage; it belongs to one thread. The arrays are there to be read and written to in
 * tight loops.
 */
final class MappedUnits {
  /** Units are looked at in blocks of so many; the last is filled up with blanks. */
  static final int BLOCK = 64;

  /** The units from index 1 on, blanks before and after them. */
  char[] padded = new char[BLOCK];

  int[] starts = new int[BLOCK];

  /** Exclusive. */
  int[] ends = new int[BLOCK];

  int length;

  /** Empties it, and makes room for that many units. */
  void clear(int expected) {
    length = 0;
    padded[0] = ' ';
    reserve(expected);
  }

  /** Makes room for that many more units. */
  void reserve(int more) {
    // A blank before and one after.
    int needed = length + more + 2;
    if (padded.length < needed) {
      int capacity = (needed + (needed >> 1) + BLOCK) & -BLOCK;
      padded = Arrays.copyOf(padded, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
  }

  /** Adds a unit. */
  void write(char unit, int start, int end) {
    reserve(1);
    padded[length + 1] = unit;
    starts[length] = start;
    ends[length] = end;
    length++;
  }

  /** Adds the units of {@code from} between two indices, the second exclusive. */
  void copy(MappedUnits from, int first, int last) {
    int units = last - first;
    reserve(units);
    System.arraycopy(from.padded, first + 1, padded, length + 1, units);
    System.arraycopy(from.starts, first, starts, length, units);
    System.arraycopy(from.ends, first, ends, length, units);
    length += units;
  }

  /** The unit added last, a blank before the first. */
  char last() {
    return padded[length];
  }

  /** Puts blanks after the units. */
  void finish() {
    Arrays.fill(padded, length + 1, blocks() * BLOCK, ' ');
  }

  /** How many blocks the units and a blank before and after them fill. */
  int blocks() {
    return (length + 2 + BLOCK - 1) / BLOCK;
  }
}
