package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrequentTokensTest {
  @Test
  void parse_whatWasWritten_isTheSameList() {
    List<String> tokens = List.of("the", "!!!!", "naïve", "\u4F60\u597D", "\uD83D\uDE00", "a");

    assertThat(FrequentTokens.parse(FrequentTokens.write(tokens))).isEqualTo(tokens);
    assertThat(FrequentTokens.of(tokens)).isEqualTo(tokens);
    assertThat(FrequentTokens.of(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b\n", "a\r\nb\n", "\n", "a\n\nb\n", "a"})
  void parse_noListOfTokens_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrequentTokens.parse(text.getBytes(StandardCharsets.UTF_8)))
        .withMessageStartingWith("tokens");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nb", "a\n"})
  void of_noToken_isRefused(String token) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrequentTokens.of(List.of("first", token)))
        .withMessageStartingWith("tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrequentTokens.of(List.of("x".repeat(FrequentTokens.MAX_LENGTH + 1))))
        .withMessageStartingWith("tokens[0]");
  }

  @Test
  void of_tooMany_isRefused() {
    List<String> tokens =
        IntStream.rangeClosed(0, FrequentTokens.MOST).mapToObj(Integer::toString).toList();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrequentTokens.of(tokens))
        .withMessage("tokens: at most 100000 expected, got 100001");
  }

  @Test
  void index_tokenThatIsThereTwice_isRefused() {
    for (String token : List.of("short", "longer-than-eight-units")) {
      FrequentTokens twice =
          FrequentTokens.parse(
              ("first\n" + token + "\nmiddle\n" + token + "\n").getBytes(StandardCharsets.UTF_8));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TokenIndex(twice, twice.size()))
          .withMessage("tokens: each once expected");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrequentTokens.of(Collections.nCopies(2, "same")))
        .withMessage("tokens: each once expected");
  }
}
