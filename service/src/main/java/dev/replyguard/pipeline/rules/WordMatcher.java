package dev.replyguard.pipeline.rules;

import dev.replyguard.pipeline.rules.WordPattern.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All word lists of a policy at once, compiled once: whole words in a hash table, words with
 * wildcards in a {@link GlobTrie}, entries that begin with a symbol by that symbol. A text is gone
 * through once, however many entries there are.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class WordMatcher {
  private final List<Entry> entries;
  private final Map<String, int[]> words = new HashMap<>();
  private final GlobTrie shapes = new GlobTrie();
  private final Map<Character, int[]> symbols = new HashMap<>();

  /**
   * An entry.
   *
   * @param pattern what it matches
   * @param list the number of the list it belongs to
   * @param exception whether it takes back what the list's other entries match
   */
  record Entry(WordPattern pattern, int list, boolean exception) {}

  /**
   * A place where an entry matches.
   *
   * @param entry which
   * @param start in the text as it was written
   * @param end in the text as it was written, exclusive
   */
  record Hit(Entry entry, int start, int end) {}

  WordMatcher(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    for (int i = 0; i < this.entries.size(); i++) {
      index(this.entries.get(i).pattern().elements().get(0), i);
    }
  }

  private void index(Element first, int entry) {
    if (first instanceof Element.Symbols units) {
      symbols.merge(units.units().charAt(0), new int[] {entry}, WordMatcher::joined);
    } else if (first instanceof Element.Word word && word.glob().isLiteral()) {
      words.merge(word.glob().shape(), new int[] {entry}, WordMatcher::joined);
    } else if (first instanceof Element.Word word) {
      shapes.add(word.glob(), entry);
    }
  }

  private static int[] joined(int[] first, int[] second) {
    int[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Every place where an entry matches, in no order. */
  List<Hit> find(FoldedText text) {
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < text.words(); i++) {
      String word = text.word(i);
      int start = text.wordStart(i);
      int[] exact = words.get(word);
      if (exact != null) {
        tryAll(exact, text, start, hits);
      }
      if (!shapes.isEmpty()) {
        shapes.match(word, entry -> tryOne(entry, text, start, hits));
      }
    }
    if (!symbols.isEmpty()) {
      findSymbols(text, hits);
    }
    return hits;
  }

  private void findSymbols(FoldedText text, List<Hit> hits) {
    for (int i = 0; i < text.length(); i++) {
      int[] beginning = symbols.get(text.unit(i));
      if (beginning != null) {
        tryAll(beginning, text, i, hits);
      }
    }
  }

  private void tryAll(int[] candidates, FoldedText text, int start, List<Hit> hits) {
    for (int entry : candidates) {
      tryOne(entry, text, start, hits);
    }
  }

  private void tryOne(int candidate, FoldedText text, int start, List<Hit> hits) {
    Entry entry = entries.get(candidate);
    int end = entry.pattern().matchAt(text, start);
    if (end > start) {
      hits.add(new Hit(entry, text.writtenStart(start), text.writtenEnd(end)));
    }
  }
}
