package dev.replyguard.pipeline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSizeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{1000}){1000}",
        "((a{100}){100}){100}",
        "(((a{10}){10}){10}){10}",
        "([ab]{50}|c){100}",
        "(?:(?:x{20}){20}){20}",
        "(\\p{Greek}{60}){60}",
        "([^]a]{60}){60}",
        "([[:alpha:]]{60}){60}"
      })
  void complaint_nestedRepetitions_areRefusedBeforeTheyAreCompiled(String regex) {
    assertThat(PatternRules.complaint(regex).orElse("")).contains("repeats too much");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\d{3}-\\d{4}",
        "[a-z]{1,20}\\d{1,20}[a-z]{1,20}",
        "(?i)\\b(cheap|free)\\s+(pills|loans)\\b",
        "a{,5}",
        "x{1,2}{",
        "\\Q{9}{9}\\E",
        "[{}]+"
      })
  void complaint_reasonableExpressions_none(String regex) {
    assertThat(PatternRules.complaint(regex).orElse("")).doesNotContain("repeats");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(a      | missing closing )",
        "a**     | invalid nested repetition operator",
        "(?<=a)b | invalid named capture",
        "(a)\\1  | invalid escape sequence",
        "x*      | a pattern expected that does not match the empty text",
      })
  void complaint_saysWhatIsWrong(String regex, String message) {
    assertThat(PatternRules.complaint(regex).orElse("")).contains(message);
  }

  @Test
  void estimate_anyAcceptedExpression_isNoSmallerThanTheProgram() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int accepted = 0;
    String[] parts = {
      "a", "b", "(", ")", "|", "{3}", "{2,7}", "{4,}", "*", "+", "?", "[ab]", "\\d"
    };
    for (int round = 0; round < 50_000; round++) {
      StringBuilder regex = new StringBuilder();
      int length = 1 + random.nextInt(12);
      for (int i = 0; i < length; i++) {
        regex.append(parts[random.nextInt(parts.length)]);
      }
      long estimate = RegexSize.estimate(regex.toString());
      if (estimate > RegexSize.MAX) {
        continue;
      }
      try {
        int size = Pattern.compile(regex.toString()).programSize();
        accepted++;
        // Brackets and alternatives take steps of their own, a small number for each character.
        assertThat((long) size)
            .as("seed %d: %s", seed, regex)
            .isLessThanOrEqualTo(6 * (estimate + regex.length()) + 10);
      } catch (PatternSyntaxException e) {
        // Not every random text is a regular expression: those are not counted.
      }
    }
    assertThat(accepted).isGreaterThan(1_000);
  }
}
