package dev.replyguard.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.TextNormalizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenCountsTest {
  private final TokenCounts counts = new TokenCounts();

  @Test
  void mostFrequent_countsNormalisedTokens_mostFrequentFirstThenByTheirUnits() {
    add("A goose, a duck. A GOOSE!");
    add("Ducks duck, once");

    assertThat(counts.mostFrequent(10)).isEqualTo(List.of("a", ",", "duck", "goose"));
    assertThat(counts.mostFrequent(1)).isEqualTo(List.of("a"));
  }

  @Test
  void mostFrequent_ofWhatIsTooLongForAWord_hasNone() {
    String longest = "ab".repeat(20);
    add(longest + " " + longest + " " + longest + "c " + longest + "c");

    assertThat(counts.mostFrequent(10)).isEqualTo(List.of(longest));
  }

  private void add(String comment) {
    NormalizedText text = TextNormalizer.normalize(comment);
    FeatureBuffer features = new FeatureBuffer();
    new FeatureExtractor(FeatureSettings.ADDITIVE).extract(text, features);
    counts.add(text, features);
  }
}
