package dev.replyguard.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordClassesTest {
  @Test
  void of_everyListedWord_isInItsClass() throws IOException {
    Set<String> words = new HashSet<>();
    WordClass current = WordClass.FUNCTION_WORD;
    for (String line : list().split("\n", -1)) {
      if (line.startsWith("[")) {
        current = WordClass.valueOf(line.substring(1, line.indexOf(']')));
      } else if (!line.startsWith("#")) {
        for (String word : line.split(" ", -1)) {
          if (!word.isEmpty()) {
            words.add(word);
            assertThat(current.isIn(WordClasses.of(word, 0, word.length()))).as(word).isTrue();
          }
        }
      }
    }
    assertThat(words).hasSizeGreaterThan(500);
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      String word = Integer.toString(random.nextInt(Integer.MAX_VALUE), Character.MAX_RADIX);
      assertThat(words.contains(word) || WordClasses.of(word, 0, word.length()) == 0)
          .as(word)
          .isTrue();
    }
  }

  private static String list() throws IOException {
    try (InputStream file = WordClasses.class.getResourceAsStream("word-classes.txt")) {
      assertThat(file).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
