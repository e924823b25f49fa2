package dev.replyguard.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code disguised-words.txt} says.
 *
 * @param words the words, each once, the likelier first
 * @param unsplit those of them that are two words as well when a blank parts them
 * @param innocent other words that look like one of them stretched
 */
record DisguisedWordsFile(List<String> words, Set<String> unsplit, Set<String> innocent) {
  static final int MIN_LENGTH = 3;

  private static final String NAME = "disguised-words.txt";

  DisguisedWordsFile {
    words = List.copyOf(words);
    unsplit = Set.copyOf(unsplit);
    innocent = Set.copyOf(innocent);
  }

  static DisguisedWordsFile read() {
    List<String> words = new ArrayList<>();
    Set<String> unsplit = new HashSet<>();
    Set<String> innocent = new HashSet<>();
    try (InputStream file = DisguisedWordsFile.class.getResourceAsStream(NAME)) {
      if (file == null) {
        throw new IllegalStateException(NAME + " is missing from the classifier");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#")) {
          continue;
        }
        for (String word : line.split(" ", -1)) {
          if (word.length() < MIN_LENGTH) {
            continue;
          }
          if (line.startsWith("!")) {
            innocent.add(word);
          } else if (!words.contains(word)) {
            words.add(word);
            if (line.startsWith("-")) {
              unsplit.add(word);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DisguisedWordsFile(words, unsplit, innocent);
  }
}
