package dev.replyguard.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which {@linkplain WordClass classes} a word is in, by the FNV-1a hash of its units in small
 * letters, the same as {@link Tokens#hash}. Immutable.
 *
 * <p>Words are told apart by their hash alone: that one of a text's words is taken for one of these
 * by accident has a chance of one in some ten millions. They are in a table where each has two
 * slots (Pagh and Rodler, Cuckoo Hashing, 2001): a look-up reads both, with nothing for a processor
 * to guess wrongly, as it would for every other word of a text.
 */
final class WordClasses {
  private static final String NAME = "word-classes.txt";
  private static final WordClasses SHIPPED = read();

  // Each word's hash in the upper half, its classes in the lower; 0 for free.
  private final long[] entries;
  private final int shift;

  private WordClasses(Map<Integer, Integer> classesByHash) {
    int capacity = Integer.highestOneBit(Math.max(classesByHash.size(), 1)) << 2;
    this.entries = new long[capacity];
    this.shift = Integer.numberOfLeadingZeros(capacity) + 1;
    classesByHash.forEach(
        (hash, classes) -> {
          if (!put((long) hash << Integer.SIZE | classes)) {
            throw new IllegalStateException(NAME + ": another size of the table is needed");
          }
        });
  }

  /** The bits of a word's classes, none for most words. */
  static int of(int hash) {
    return SHIPPED.find(hash);
  }

  /** {@link #of(int)} of a part of a text, whose capitals A to Z count as small. */
  static int of(String text, int start, int end) {
    return of(hash(text, start, end));
  }

  /** The hash of a part of a text, whose capitals A to Z count as small. */
  static int hash(String text, int start, int end) {
    int hash = FeatureExtractor.FNV_OFFSET;
    for (int i = start; i < end; i++) {
      hash = FeatureExtractor.step(hash, small(text.charAt(i)));
    }
    return hash;
  }

  /** A to Z as a to z, all else as it is. */
  static char small(char unit) {
    return unit >= 'A' && unit <= 'Z' ? (char) (unit | 0x20) : unit;
  }

  private static WordClasses read() {
    Map<Integer, Integer> classes = new LinkedHashMap<>();
    try (InputStream file = WordClasses.class.getResourceAsStream(NAME)) {
      if (file == null) {
        throw new IllegalStateException(NAME + " is missing from the classifier");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
      int bit = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          bit = WordClass.valueOf(line.substring(1, line.indexOf(']'))).bit();
        } else if (!line.startsWith("#")) {
          for (String word : line.strip().split(" ", -1)) {
            if (!word.isEmpty()) {
              classes.merge(hash(word, 0, word.length()), bit, (a, b) -> a | b);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WordClasses(classes);
  }

  /** Puts a word in one of its two slots, whatever was there in its other one, and so on. */
  private boolean put(long entry) {
    long moved = entry;
    int slot = firstSlot(hashOf(moved));
    for (int move = 0; move < entries.length; move++) {
      long before = entries[slot];
      entries[slot] = moved;
      if (before == 0) {
        return true;
      }
      moved = before;
      int hash = hashOf(moved);
      slot = slot == firstSlot(hash) ? secondSlot(hash) : firstSlot(hash);
    }
    return false;
  }

  private int find(int hash) {
    return classesIf(hash, entries[firstSlot(hash)]) | classesIf(hash, entries[secondSlot(hash)]);
  }

  /** An entry's classes where it is of that hash, or 0; without a branch. */
  private static int classesIf(int hash, long entry) {
    int different = hashOf(entry) ^ hash;
    return (int) entry & ~((different | -different) >> (Integer.SIZE - 1));
  }

  private static int hashOf(long entry) {
    return (int) (entry >>> Integer.SIZE);
  }

  // The products' upper bits depend on all of the hash's.
  private int firstSlot(int hash) {
    return (hash * 0x9E3779B1) >>> shift;
  }

  private int secondSlot(int hash) {
    return (hash * 0x85EBCA77) >>> shift;
  }
}
