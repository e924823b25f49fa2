package dev.replyguard.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("toxicity", "severe_toxicity", "threat", "spam", "seed", "cost", "costs");

  @ParameterizedTest
  @CsvSource({
    "toxicty, toxicity",
    "toxic, ''",
    "toxicitty, toxicity",
    "Toxicity, toxicity",
    "severetoxicity, severe_toxicity",
    "sede, seed",
    "spma, spam",
    "cst, cost",
    "cosst, cost",
    "zzzz, ''",
    "'', ''",
  })
  void to_aMistypedName_isTheOneWithFewestEdits(String typed, String expected) {
    assertThat(NearestName.to(typed, KNOWN).orElse("")).isEqualTo(expected);
  }

  @Test
  void hint_ofSomethingFarLongerThanAName_isNothing() {
    assertThat(NearestName.hint("toxicity".repeat(1000), KNOWN)).isEmpty();
    assertThat(NearestName.hint("thraet", KNOWN)).isEqualTo("; did you mean threat?");
  }
}
