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
 * by accident has a chance of one in some ten millions.
 */
final class WordClasses {
  private static final String NAME = "word-classes.txt";
  private static final WordClasses SHIPPED = read();

  private final int[] keys;
  private final int[] classes;
  private final int mask;

  private WordClasses(Map<Integer, Integer> classesByHash) {
    int capacity = Integer.highestOneBit(Math.max(classesByHash.size(), 1)) << 2;
    this.keys = new int[capacity];
    this.classes = new int[capacity];
    this.mask = capacity - 1;
    classesByHash.forEach(this::put);
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

  private void put(int hash, int bits) {
    int slot = slot(hash);
    while (classes[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    keys[slot] = hash;
    classes[slot] = bits;
  }

  private int find(int hash) {
    int slot = slot(hash);
    while (classes[slot] != 0) {
      if (keys[slot] == hash) {
        return classes[slot];
      }
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  private int slot(int hash) {
    // The product's upper bits depend on all of the hash's.
    return ((hash * 0x9E3779B1) >>> 8) & mask;
  }
}
