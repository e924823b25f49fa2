package dev.replyguard.text;

import java.util.Arrays;
import java.util.List;

/**
 * Words of small letters by their frequency, found as they are, with two letters swapped and with
 * one missing. Immutable and thread-safe; look-ups allocate nothing. Spans are of a character
 * array, the end exclusive.
 */
final class FrequentWords {
  static final int NONE = -1;

  /** Of longer ones nobody makes a word by one edit. */
  static final int LONGEST = 20;

  /** The hash of no letter. */
  static final int NO_LETTER = FeatureExtractor.FNV_OFFSET;

  /** Of words of one letter the others are mostly parts of something. */
  private static final String SINGLE = "ai";

  // All words, one behind the other, the most frequent first.
  private final char[] units;
  private final int[] starts;
  private final double[] costs;
  // Open addressing: the number of a word and 1 more, or 0 for none.
  private final int[] bySpelling;
  private final int[] byLetters;
  private final int[] byMissing;

  FrequentWords(List<String> tokens) {
    StringBuilder all = new StringBuilder();
    int[] places = new int[tokens.size() + 1];
    double[] costOf = new double[tokens.size()];
    int count = 0;
    for (int rank = 0; rank < tokens.size(); rank++) {
      if (isWord(tokens.get(rank))) {
        costOf[count++] = 1 + Math.log(rank + 10);
        all.append(tokens.get(rank));
        places[count] = all.length();
      }
    }
    this.units = all.toString().toCharArray();
    this.starts = Arrays.copyOf(places, count + 1);
    this.costs = Arrays.copyOf(costOf, count);
    this.bySpelling = new int[capacity(count)];
    this.byLetters = new int[capacity(count)];
    this.byMissing = new int[capacity(units.length)];
    for (int word = 0; word < count; word++) {
      int start = starts[word];
      int end = starts[word + 1];
      put(bySpelling, hash(units, start, end), word);
      put(byLetters, hashOfLetters(units, start, end), word);
      for (int without = start + 1; without < end - 1; without++) {
        int head = hash(units, start, without);
        put(byMissing, hash(head, units, without + 1, end), word);
      }
    }
  }

  private static boolean isWord(String token) {
    int length = token.length();
    return length <= LONGEST
        && token.chars().allMatch(unit -> Disguise.isLetter((char) unit))
        && (length > 1 || SINGLE.contains(token));
  }

  /** Between two and four times the number, a power of two. */
  private static int capacity(int count) {
    return Integer.highestOneBit(Math.max(count, 1)) << 2;
  }

  /** The hash of letters and one more. */
  static int hash(int hash, char unit) {
    return FeatureExtractor.step(hash, unit);
  }

  private static int hash(char[] units, int start, int end) {
    return hash(NO_LETTER, units, start, end);
  }

  private static int hash(int head, char[] units, int start, int end) {
    int hash = head;
    for (int i = start; i < end; i++) {
      hash = hash(hash, units[i]);
    }
    return hash;
  }

  /** The same for the same letters in any order. */
  private static int hashOfLetters(char[] units, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash += FeatureExtractor.finish(units[i]);
    }
    return hash;
  }

  private static int slot(int hash, int[] table) {
    // The product's upper bits depend on all of the hash's.
    return ((hash * 0x9E3779B1) >>> 8) & (table.length - 1);
  }

  /** Words of the same hash stay in the order they were put in. */
  private static void put(int[] table, int hash, int word) {
    int slot = slot(hash, table);
    while (table[slot] != 0) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = word + 1;
  }

  /** The more frequent of two words, either of which may be {@link #NONE}. */
  static int better(int one, int other) {
    // As an unsigned number none is the largest.
    return Integer.compareUnsigned(one, other) <= 0 ? one : other;
  }

  int length(int word) {
    return starts[word + 1] - starts[word];
  }

  /** What the cheapest word costs. */
  double least() {
    return costs.length == 0 ? 0 : costs[0];
  }

  /** What a word costs that is one of several; the more frequent, the less. */
  double cost(int word) {
    return costs[word];
  }

  void copy(int word, char[] into) {
    System.arraycopy(units, starts[word], into, 0, length(word));
  }

  /** The word that the span is, or {@link #NONE}. */
  int find(char[] text, int start, int end) {
    return find(hash(text, start, end), text, start, end);
  }

  /**
   * The word that the span is, or {@link #NONE}.
   *
   * @param hash the span's
   */
  int find(int hash, char[] text, int start, int end) {
    int slot = slot(hash, bySpelling);
    while (bySpelling[slot] != 0) {
      int word = bySpelling[slot] - 1;
      if (length(word) == end - start && agree(starts[word], text, start, end - start)) {
        return word;
      }
      slot = (slot + 1) & (bySpelling.length - 1);
    }
    return NONE;
  }

  /** The most frequent word that the span is but for two letters swapped, or {@link #NONE}. */
  int findSwapped(char[] text, int start, int end) {
    int slot = slot(hashOfLetters(text, start, end), byLetters);
    int best = NONE;
    while (byLetters[slot] != 0) {
      int word = byLetters[slot] - 1;
      if (isSwapped(word, text, start, end)) {
        best = better(best, word);
      }
      slot = (slot + 1) & (byLetters.length - 1);
    }
    return best;
  }

  private boolean isSwapped(int word, char[] text, int start, int end) {
    int length = end - start;
    if (length(word) != length) {
      return false;
    }
    int at = starts[word];
    int same = same(at, text, start, length);
    return same + 1 < length
        && units[at + same] == text[start + same + 1]
        && units[at + same + 1] == text[start + same]
        && agree(at + same + 2, text, start + same + 2, length - same - 2);
  }

  /** The most frequent word that the span is without one of its inner letters, or {@link #NONE}. */
  int findWithout(char[] text, int start, int end) {
    int slot = slot(hash(text, start, end), byMissing);
    int best = NONE;
    while (byMissing[slot] != 0) {
      int word = byMissing[slot] - 1;
      if (isWithout(word, text, start, end)) {
        best = better(best, word);
      }
      slot = (slot + 1) & (byMissing.length - 1);
    }
    return best;
  }

  private boolean isWithout(int word, char[] text, int start, int end) {
    int length = end - start;
    if (length(word) != length + 1) {
      return false;
    }
    int same = same(starts[word], text, start, length);
    return same > 0
        && same < length
        && agree(starts[word] + same + 1, text, start + same, length - same);
  }

  /** How many letters are the same before the first that is not. */
  private int same(int at, char[] text, int start, int length) {
    int same = 0;
    while (same < length && units[at + same] == text[start + same]) {
      same++;
    }
    return same;
  }

  private boolean agree(int at, char[] text, int start, int length) {
    for (int i = 0; i < length; i++) {
      if (units[at + i] != text[start + i]) {
        return false;
      }
    }
    return true;
  }
}
