package dev.replyguard.text;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words that people habitually write in disguise, from {@code disguised-words.txt}. They decide
 * nothing about a comment: they only say which reading of an ambiguous spelling is meant.
 *
 * <p>Spans are of a character array, the end exclusive. Look-ups allocate nothing.
 */
final class DisguisedWords {
  private static final int MIN_LENGTH = DisguisedWordsFile.MIN_LENGTH;
  private static final int FACTOR = 0x01000193;
  private static final int FILTER_BITS = 17;
  private static final DisguisedWords SHIPPED = new DisguisedWords(DisguisedWordsFile.read());

  private final int longest;
  private final char[][] words;
  private final boolean[] joinable;
  private final int mask;
  private final int shift;
  private final long[] filter = new long[1 << (FILTER_BITS - 6)];
  private final int[] hashes;
  private final int[] squeezedHashes;
  private final int[] lengthsByEnds = new int[26 * 26];
  private final int[] byHash;
  private final int[] bySqueezedHash;
  private final Set<String> innocent;

  private DisguisedWords(DisguisedWordsFile file) {
    List<String> words = file.words();
    this.words = words.stream().map(String::toCharArray).toArray(char[][]::new);
    this.longest = words.stream().mapToInt(String::length).max().orElse(0);
    this.innocent = file.innocent();
    this.joinable = new boolean[this.words.length];
    this.mask = 8 * Integer.highestOneBit(this.words.length) - 1;
    this.shift = Integer.numberOfLeadingZeros(mask);
    this.hashes = new int[this.words.length];
    this.squeezedHashes = new int[this.words.length];
    this.byHash = new int[mask + 1];
    this.bySqueezedHash = new int[mask + 1];
    for (int word = 0; word < this.words.length; word++) {
      char[] units = this.words[word];
      joinable[word] = !file.unsplit().contains(words.get(word));
      hashes[word] = hash(0, units, 0, units.length);
      squeezedHashes[word] = squeezedHash(units, 0, units.length);
      int ends = 26 * (units[0] - 'a') + units[units.length - 1] - 'a';
      lengthsByEnds[ends] |= 1 << units.length;
      int bit = filterBit(TokenHashing.lastUnits(units), units.length);
      filter[bit >>> 6] |= 1L << bit;
      enter(byHash, hashes[word], word);
      enter(bySqueezedHash, squeezedHashes[word], word);
    }
  }

  static DisguisedWords shipped() {
    return SHIPPED;
  }

  private void enter(int[] table, int hash, int word) {
    int slot = slot(hash);
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = word + 1;
  }

  private static int hash(int hash, char[] units, int start, int end) {
    int result = hash;
    for (int i = start; i < end; i++) {
      result = mix(result, units[i]);
    }
    return result;
  }

  /** The hash of a word and one letter more; that of no letter is 0. */
  static int mix(int hash, char unit) {
    return FACTOR * hash + unit;
  }

  private int slot(int hash) {
    return (hash * 0x9E3779B9) >>> shift;
  }

  /**
   * Whether one of these is that long and ends in these letters; one in a thousand of other words
   * may be taken for one as well.
   *
   * @param letters the last eight letters, or all, eight bits each
   */
  boolean mayBeWord(long letters, int length) {
    int bit = filterBit(letters, length);
    return (filter[bit >>> 6] >>> bit & 1) != 0;
  }

  private static int filterBit(long letters, int length) {
    return (int) (((letters + length) * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - FILTER_BITS));
  }

  /** Whether one of these starts and ends as the span and is as long. */
  boolean mayBeMasked(char[] units, int start, int end) {
    int length = end - start;
    if (length > longest) {
      return false;
    }
    int ends = 26 * (units[start] - 'a') + units[end - 1] - 'a';
    return (lengthsByEnds[ends] >> length & 1) != 0;
  }

  /** Whether the span without repeated letters has the hash of one of these without such. */
  boolean mayBeStretched(char[] units, int start, int end) {
    if (end - start > 2 * longest) {
      return false;
    }
    int hash = squeezedHash(units, start, end);
    for (int slot = slot(hash); bySqueezedHash[slot] != 0; slot = (slot + 1) & mask) {
      if (squeezedHashes[bySqueezedHash[slot] - 1] == hash) {
        return true;
      }
    }
    return false;
  }

  private static int squeezedHash(char[] units, int start, int end) {
    int result = 0;
    for (int i = start; i < end; i++) {
      if (i == start || units[i] != units[i - 1]) {
        result = mix(result, units[i]);
      }
    }
    return result;
  }

  /** Whether a word is that long that it may be one of these. */
  boolean fits(int length) {
    return length >= MIN_LENGTH && length <= longest;
  }

  /** Whether the span is one of the words. */
  boolean contains(char[] units, int start, int end) {
    return fits(end - start) && find(hash(0, units, start, end), units, start, end, end, end) >= 0;
  }

  /**
   * Whether two spans put together are one of the words, and one that is not two words as well.
   *
   * @param blank whether a blank parts them, not a mark
   */
  boolean isSplit(char[] units, int start, int middle, int next, int end, boolean blank) {
    if (!fits(middle - start + end - next)) {
      return false;
    }
    int hash = hash(hash(0, units, start, middle), units, next, end);
    int word = find(hash, units, start, middle, next, end);
    return word >= 0 && (joinable[word] || !blank);
  }

  private int find(int hash, char[] units, int start, int middle, int next, int end) {
    for (int slot = slot(hash); byHash[slot] != 0; slot = (slot + 1) & mask) {
      char[] word = words[byHash[slot] - 1];
      int head = middle - start;
      if (word.length == head + end - next
          && matches(word, 0, units, start, head)
          && matches(word, head, units, next, end - next)) {
        return byHash[slot] - 1;
      }
    }
    return -1;
  }

  private static boolean matches(char[] word, int at, char[] units, int start, int length) {
    for (int i = 0; i < length; i++) {
      if (word[at + i] != units[start + i]) {
        return false;
      }
    }
    return true;
  }

  /** The word that the span is with letters repeated, other than the span itself, or null. */
  char @Nullable [] stretched(char[] units, int start, int end) {
    int hash = squeezedHash(units, start, end);
    char[] found = null;
    for (int slot = slot(hash); bySqueezedHash[slot] != 0; slot = (slot + 1) & mask) {
      char[] word = words[bySqueezedHash[slot] - 1];
      if (word.length == end - start && matches(word, 0, units, start, word.length)) {
        return null;
      }
      if (found == null && word.length < end - start && isStretched(word, units, start, end)) {
        found = word;
      }
    }
    boolean kept = found == null || innocent.contains(new String(units, start, end - start));
    return kept ? null : found;
  }

  private static boolean isStretched(char[] word, char[] units, int start, int end) {
    int at = start;
    for (int i = 0; i < word.length; i++) {
      if (at == end || units[at] != word[i]) {
        return false;
      }
      at++;
      if (i + 1 == word.length || word[i + 1] != word[i]) {
        while (at < end && units[at] == word[i]) {
          at++;
        }
      }
    }
    return at == end;
  }

  /** The first word that the span may stand for, where a mask stands for letters, or null. */
  char @Nullable [] masked(char[] units, int start, int end) {
    for (char[] word : words) {
      if (word[0] == units[start] && MaskPattern.matches(word, units, start, end)) {
        return word;
      }
    }
    return null;
  }
}
