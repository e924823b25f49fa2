package dev.replyguard.training.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitySwapTest {
  private static final int DRAWS = 400;

  private final IdentitySwap swap = new IdentitySwap();
  private final Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(strings = {"Gays vote too", "a MUSLIM, then", "two black neighbours", "women!"})
  void anIdentityIsFound_asAPluralOrAnAdjective_inAnyCase(String text) {
    assertThat(swap.names(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "the blackboard", "womenfolk", "a neighbour"})
  void aWordThatOnlyHoldsOne_isNone(String text) {
    assertThat(swap.names(text)).isFalse();
    assertThat(swap.swap(text, random)).isEqualTo(text);
  }

  @Test
  void pluralsTakeThePlaceOfPlurals_andTheRestStays() {
    Set<String> swapped = new HashSet<>();
    for (int i = 0; i < DRAWS; i++) {
      swapped.add(swap.swap("Do women vote $1 \\ more?", random));
    }

    assertThat(swapped)
        .contains("Do gay people vote $1 \\ more?", "Do Muslims vote $1 \\ more?")
        .doesNotContain("Do gay vote $1 \\ more?")
        .hasSizeGreaterThan(15);
  }

  @Test
  void adjectivesTakeThePlaceOfAdjectives() {
    Set<String> swapped = new HashSet<>();
    for (int i = 0; i < DRAWS; i++) {
      swapped.add(swap.swap("a gay bar", random));
    }

    assertThat(swapped).contains("a Jewish bar", "a black bar").doesNotContain("a Jews bar");
  }

  @Test
  void theSameIdentity_isReplacedByTheSameOne_throughoutAText() {
    for (int i = 0; i < DRAWS; i++) {
      String[] words = swap.swap("Hindu and Hindu", random).split(" and ", -1);

      assertThat(words[0]).isEqualTo(words[1]);
    }
  }

  @Test
  void aCapital_staysOne() {
    for (int i = 0; i < DRAWS; i++) {
      assertThat(swap.swap("Black tea", random)).matches("\\p{Lu}.* tea");
    }
  }
}
