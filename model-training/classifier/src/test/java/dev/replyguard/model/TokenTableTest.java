package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.text.FeatureExtractor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTableTest {
  private static final int HASH_BITS = 12;

  @Test
  void has_tokenWhoseSumsAreFarBeyondAnyWeight_isFalse() {
    TokenTable table = tableOfOnes();
    TokenTable.Workspace workspace = new TokenTable.Workspace();
    for (int time = 0; time < 2; time++) {
      assertThat(table.has(0, workspace)).isTrue();
      assertThat(table.has(1, workspace)).isFalse();
    }
  }

  @Test
  void add_tokenOnceOrWeighed_addsItsSumsAndSquares() {
    TokenTable table = tableOfOnes();
    assertThat(table.has(0, new TokenTable.Workspace())).isTrue();
    double[] once = new double[TokenTable.WIDTH];
    table.add(new int[] {0}, 1, once);
    double[] weighed = new double[TokenTable.WIDTH];
    table.add(0, 0.5, weighed);

    // As a word it is one feature.
    assertThat(once[0]).isEqualTo(1);
    assertThat(once[TokenTable.WORD_SQUARE]).isEqualTo(1);
    assertThat(once[TokenTable.CHARACTERS]).isBetween(1.0, 4.0);
    assertThat(once[TokenTable.CHARACTER_SQUARE]).isEqualTo(once[TokenTable.CHARACTERS]);
    for (int i = 0; i < once.length; i++) {
      assertThat(weighed[i]).isEqualTo(once[i] / 2);
    }
  }

  /** A table for weights that are all 1: what a token adds is how many features it is. */
  private static TokenTable tableOfOnes() {
    int[] buckets = new int[1 << HASH_BITS];
    Arrays.setAll(buckets, i -> i);
    float[] rows = new float[buckets.length * FlatWeights.LABELS];
    Arrays.fill(rows, 1);
    FlatWeights weights = new FlatWeights(HASH_BITS, new float[FlatWeights.LABELS], buckets, rows);
    FeatureExtractor extractor = TestModels.extractor(HASH_BITS);
    return new TokenTable(
        FrequentTokens.of(List.of("a", "internationally")),
        new TokenBatches(extractor),
        weights.index(),
        weights.packed(extractor));
  }
}
