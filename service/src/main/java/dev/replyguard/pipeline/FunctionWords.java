package dev.replyguard.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the short words by which a reader tells a language at once: articles, pronouns,
 * prepositions. Immutable and thread-safe.
 */
final class FunctionWords {
  private static final String FILE = "function-words.txt";
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:'\\p{L}+)*");

  private final Map<String, Set<String>> languages;

  private FunctionWords(Map<String, Set<String>> languages) {
    this.languages = languages;
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
    Map<String, Set<String>> languages = new HashMap<>();
    for (String line : lines) {
      if (!line.startsWith("#")) {
        int colon = line.indexOf(": ");
        String language = line.substring(0, colon);
        for (String word : line.substring(colon + 2).toLowerCase(Locale.ROOT).split(" ", -1)) {
          languages.computeIfAbsent(word, key -> new HashSet<>()).add(language);
        }
      }
    }
    return new FunctionWords(languages);
  }

  /** For each language that has any of the text's words, their share of all its words. */
  Map<String, Double> shares(String text) {
    Map<String, Double> shares = new HashMap<>();
    int words = 0;
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT).replace('\u2019', '\''));
    while (word.find()) {
      words++;
      for (String language : languages.getOrDefault(word.group(), Set.of())) {
        shares.merge(language, 1.0, Double::sum);
      }
    }
    double all = words;
    shares.replaceAll((language, count) -> count / all);
    return shares;
  }
}
