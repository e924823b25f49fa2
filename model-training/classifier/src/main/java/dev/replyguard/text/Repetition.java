package dev.replyguard.text;

import dev.replyguard.text.FeatureSettings.TermFrequency;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Tells for each thing in a text how often it has been seen there before, by a hash of 32 bits; and
 * what the next occurrence adds to a {@link TermFrequency}. Used again and again without garbage;
 * it belongs to one thread.
 *
 * <p>A table with linear probing. A probe ends after {@value #MAX_PROBES} steps, so that nobody can
 * make it slow by words made up to collide: what finds no place counts as new.
 */
public final class Repetition {
  private static final int MAX_PROBES = 32;
  private static final int SMALLEST = 256;

  /** The place of what finds none. */
  public static final int NO_PLACE = -1;

  private static final double[] LOGARITHMS =
      IntStream.range(0, 64).mapToDouble(Math::log).toArray();

  // The key in the upper half, its count in the lower; 0 for free.
  private long[] entries = new long[SMALLEST];
  private int shift = shift(SMALLEST);
  private int mask = SMALLEST - 1;

  /** An empty table. */
  public Repetition() {}

  /** Forgets what was seen, and makes room for that many different things. */
  public void reset(int atMost) {
    int slots = Math.max(SMALLEST, Integer.highestOneBit(Math.max(atMost, 1)) << 2);
    if (entries.length < slots) {
      entries = new long[slots];
    } else {
      Arrays.fill(entries, 0, slots, 0);
    }
    mask = slots - 1;
    shift = shift(slots);
  }

  private static int shift(int slots) {
    return Integer.numberOfLeadingZeros(slots) + 1;
  }

  /** Counts an occurrence; the place of its count, or {@link #NO_PLACE}. */
  public int see(int key) {
    // The upper bits of the product depend on all bits of the key.
    int slot = (key * 0x9E3779B1) >>> shift;
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      long entry = entries[slot];
      if (entry == 0) {
        entries[slot] = (long) key << Integer.SIZE | 1;
        return slot;
      }
      if ((int) (entry >>> Integer.SIZE) == key) {
        entries[slot] = entry + 1;
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return NO_PLACE;
  }

  /** How often what has this place was seen; 1 for {@link #NO_PLACE}. */
  public int countAt(int place) {
    return place == NO_PLACE ? 1 : (int) entries[place];
  }

  /** The number of this occurrence: 1 for the first. */
  public int count(int key) {
    return countAt(see(key));
  }

  /** What this occurrence adds to the frequency of {@code key}, 0 to 1. */
  public double weight(int key, TermFrequency frequency) {
    int count = count(key);
    return count == 1
        ? 1
        : switch (frequency) {
          case LINEAR -> 1;
          case BINARY -> 0;
          case LOGARITHMIC ->
              count < LOGARITHMS.length
                  ? LOGARITHMS[count] - LOGARITHMS[count - 1]
                  : Math.log((double) count / (count - 1));
        };
  }

  /** What {@code count} occurrences are worth beyond the one that the first is worth. */
  public static double beyondFirst(int count, TermFrequency frequency) {
    return switch (frequency) {
      case LINEAR -> count - 1;
      case BINARY -> 0;
      case LOGARITHMIC -> count < LOGARITHMS.length ? LOGARITHMS[count] : Math.log(count);
    };
  }
}
