package dev.replyguard.text;

import java.util.List;

/**
 * Reads words that a model does not know as the frequent ones they are likely meant as: two letters
 * swapped, a letter said twice or left out, several words run together. Immutable and thread-safe.
 *
 * <p>A single word is found by its distance of one edit (Damerau, A Technique for Computer
 * Detection and Correction of Spelling Errors, 1964): those of the same letters are looked at for
 * two swapped; a doubled one is undone and looked up; for a missing one, the frequent words are
 * listed without each of their inner letters. Of several words the most frequent counts. Else the
 * cheapest row of frequent words is taken that the letters make up, by Viterbi's algorithm; the
 * word of rank r costs {@code 1 + ln(r + 10)}, about its surprise by Zipf's law. Is that too dear
 * for the number of letters, the word stays as it is: any letters are some row of short words.
 *
 * <p>Words of which the first letter alone was written as a capital are left alone: most are names,
 * and many a name can be read as two words. Only letters of ASCII are looked at. The work for a
 * letter is bounded, so that time grows with the text's length.
 */
public final class Respelling {
  /** Shorter words are near to too many others. */
  private static final int SHORTEST = 4;

  /** Of a word that a letter may be missing in. */
  private static final int SHORTEST_MISSING = 5;

  /** Longer ones are left alone. */
  private static final int LONGEST = 40;

  private static final double COST_PER_LETTER = 2.2;
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private final FrequentWords words;

  /**
   * A respelling.
   *
   * @param tokens what unknown words may be read as, the most frequent first
   */
  public Respelling(List<String> tokens) {
    this.words = new FrequentWords(tokens);
  }

  /** What one thread writes to. */
  static final class Scratch {
    private final char[] units = new char[LONGEST];
    // By number of letters read: the cost of the cheapest row of words that they make up, and where
    // its last word starts.
    private final double[] costs = new double[LONGEST + 1];
    private final int[] starts = new int[LONGEST + 1];
    private final int[] words = new int[LONGEST];
  }

  /**
   * Respells in {@code text} what is not known; afterwards all that was respelled is known.
   *
   * @param features the text's tokens
   * @param places for each token whether it is known: 0 or more
   * @return whether the text changed, so that its tokens have to be read again
   */
  public boolean apply(NormalizedText text, FeatureBuffer features, int[] places) {
    char[] padded = text.padded();
    boolean begun = false;
    for (int token = 0; token < features.tokens(); token++) {
      int start = features.tokenStart(token) + 1;
      int end = features.tokenEnd(token) + 1;
      if (places[token] < 0 && isWord(padded, start, end) && !isName(text, start, end)) {
        if (!begun) {
          text.beginEdits();
          begun = true;
        }
        respell(text, padded, start, end, features.respelling());
      }
    }
    return begun && text.finishRespelling();
  }

  private static boolean isWord(char[] units, int start, int end) {
    if (end - start < SHORTEST || end - start > LONGEST) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (!Disguise.isLetter(units[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether the first letter alone was written as a capital. */
  private static boolean isName(NormalizedText text, int start, int end) {
    if (!isCapital(text, start)) {
      return false;
    }
    for (int i = start + 1; i < end; i++) {
      if (isCapital(text, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCapital(NormalizedText text, int index) {
    return Character.isUpperCase(text.raw()[text.starts()[index - 1]]);
  }

  private void respell(NormalizedText text, char[] padded, int start, int end, Scratch scratch) {
    int word = nearest(padded, start, end, scratch.units);
    if (word >= 0) {
      int length = words.length(word);
      words.copy(word, scratch.units);
      text.replace(start, end, scratch.units, length);
    } else if (divide(padded, start, end, scratch)) {
      split(text, padded, start, end, scratch);
    }
  }

  /** The most frequent word at a distance of one edit, or -1. */
  private int nearest(char[] padded, int start, int end, char[] units) {
    int length = end - start;
    if (length > FrequentWords.LONGEST + 1) {
      return FrequentWords.NONE;
    }
    int best = words.findSwapped(padded, start, end);
    System.arraycopy(padded, start, units, 0, length);
    // The letter at i left out, from the last one on: what follows is moved up.
    for (int i = length - 1; i > 0; i--) {
      if (units[i] == units[i - 1]) {
        System.arraycopy(padded, start + i + 1, units, i, length - i - 1);
        best = FrequentWords.better(best, words.find(units, 0, length - 1));
        System.arraycopy(padded, start + i, units, i, length - i);
      }
    }
    return length < SHORTEST_MISSING
        ? best
        : FrequentWords.better(best, words.findWithout(padded, start, end));
  }

  /** Finds the cheapest row of words; whether it is cheap enough. */
  private boolean divide(char[] padded, int start, int end, Scratch scratch) {
    int length = end - start;
    double[] costs = scratch.costs;
    costs[0] = 0;
    for (int i = 1; i <= length; i++) {
      costs[i] = NEVER;
    }
    double most = COST_PER_LETTER * length;
    for (int from = 0; from < length; from++) {
      if (costs[from] + words.least() >= most) {
        continue;
      }
      int hash = FrequentWords.NO_LETTER;
      int last = Math.min(length, from + FrequentWords.LONGEST);
      for (int to = from + 1; to <= last; to++) {
        hash = FrequentWords.hash(hash, padded[start + to - 1]);
        int word = words.find(hash, padded, start + from, start + to);
        if (word >= 0 && costs[from] + words.cost(word) < costs[to]) {
          costs[to] = costs[from] + words.cost(word);
          scratch.starts[to] = from;
        }
      }
    }
    return costs[length] < most;
  }

  /** Puts a blank before each word but the first. */
  private static void split(
      NormalizedText text, char[] padded, int start, int end, Scratch scratch) {
    int count = 0;
    for (int to = end - start; to > 0; to = scratch.starts[to]) {
      scratch.words[count++] = scratch.starts[to];
    }
    scratch.units[0] = ' ';
    // The first word is the last in the list.
    for (int word = count - 2; word >= 0; word--) {
      int at = start + scratch.words[word];
      // The blank has the place of the letter after it.
      scratch.units[1] = padded[at];
      text.replace(at, at + 1, scratch.units, 2);
    }
  }
}
