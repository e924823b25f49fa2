package dev.replyguard.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts the short words by which a reader tells a language at once: articles, pronouns,
 * prepositions. Immutable and thread-safe.
 */
final class FunctionWords {
  private static final String FILE = "function-words.txt";

  private final List<String> languages;

  /** For each word a bit set of the indexes of its languages. */
  private final Map<String, Integer> words;

  private FunctionWords(List<String> languages, Map<String, Integer> words) {
    this.languages = List.copyOf(languages);
    this.words = Map.copyOf(words);
  }

  /** Reads the words that come with the service. */
  static FunctionWords load() {
    try (InputStream in = FunctionWords.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the class path");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  private static FunctionWords parse(List<String> lines) {
    List<String> languages = new ArrayList<>();
    Map<String, Integer> words = new HashMap<>();
    for (String line : lines) {
      if (!line.startsWith("#")) {
        int colon = line.indexOf(": ");
        int bit = 1 << languages.size();
        languages.add(line.substring(0, colon));
        for (String word : line.substring(colon + 2).toLowerCase(Locale.ROOT).split(" ", -1)) {
          words.merge(word, bit, (before, added) -> before | added);
        }
      }
    }
    if (languages.size() > Integer.SIZE) {
      throw new IllegalStateException(FILE + ": more languages than bits");
    }
    return new FunctionWords(languages, words);
  }

  /** What a text's short words say of its language. Not to be changed. */
  final class Shares {
    private final int words;
    private final int[] counts;

    private Shares(int words, int[] counts) {
      this.words = words;
      this.counts = counts;
    }

    /** How many words the text has, short or not. */
    int words() {
      return words;
    }

    /** The share, 0..1, of all its words that are among the language's. */
    double of(String language) {
      int index = languages.indexOf(language);
      return index < 0 || words == 0 ? 0 : counts[index] / (double) words;
    }

    /** The greatest share of any other language. */
    double ofOthersThan(String language) {
      int most = 0;
      for (int i = 0; i < languages.size(); i++) {
        if (!languages.get(i).equals(language)) {
          most = Math.max(most, counts[i]);
        }
      }
      return words == 0 ? 0 : most / (double) words;
    }
  }

  /** Counts the words of a text: letters and marks, and apostrophes between them. */
  Shares shares(String text) {
    String lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    int[] counts = new int[languages.size()];
    int words = 0;
    for (int start = 0; start < lower.length(); ) {
      int end = wordEnd(lower, start);
      if (end == start) {
        start += Character.charCount(lower.codePointAt(start));
      } else {
        words++;
        count(lower.substring(start, end), counts);
        start = end;
      }
    }
    return new Shares(words, counts);
  }

  private void count(String word, int[] counts) {
    for (int bits = this.words.getOrDefault(word, 0); bits != 0; bits &= bits - 1) {
      counts[Integer.numberOfTrailingZeros(bits)]++;
    }
  }

  /** Where the word that begins here ends; here, where none does. */
  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      boolean joins =
          c == '\''
              && end > start
              && end + 1 < text.length()
              && Character.isLetter(text.codePointAt(end + 1));
      if (!joins && !isOfWord(c)) {
        return end;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private static boolean isOfWord(int c) {
    return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : isLetterOrMark(c);
  }

  private static boolean isLetterOrMark(int c) {
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
