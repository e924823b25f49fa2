package dev.replyguard.text;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.replyguard.text.FeatureSettings.CharacterScope;
import dev.replyguard.text.FeatureSettings.Orders;
import dev.replyguard.text.FeatureSettings.TermFrequency;
import dev.replyguard.text.FeatureSettings.Weighting;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureSettingsTest {

  @Test
  void create_withAnotherVersion_isRefused() {
    assertRefused(3, 18, new Orders(1, 2), "features.version: 1 or 2 expected, got 3");
    assertRefused(0, 18, new Orders(1, 2), "features.version: 1 or 2 expected, got 0");
  }

  @Test
  void create_withTooFewOrTooManyBuckets_isRefused() {
    assertRefused(1, 7, new Orders(1, 2), "features.hashBits: 8 to 24 expected, got 7");
    assertRefused(1, 25, new Orders(1, 2), "features.hashBits: 8 to 24 expected, got 25");
  }

  @Test
  void create_withTooLongWordGrams_isRefused() {
    assertRefused(1, 18, new Orders(1, 4), "features.wordOrders: at most 3 expected, got 4");
  }

  @Test
  void create_withNoFeatureAtAll_isRefused() {
    assertRefused(1, 18, Orders.NONE, "features: at least one kind expected, got none");
  }

  @Test
  void orders_upsideDownOrFromZero_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Orders(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Orders(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Orders(-1, 1));
  }

  @Test
  void create_tokenScopeAndVersionThatDoNotGoTogether_isRefused() {
    String message = "features.characterScope: TOKEN goes with version 2 alone";
    assertRefused(2, 18, new Orders(1, 2), message);
  }

  @Test
  void weighting_outOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Weighting(0, 1, 1, 0.5, false))
        .withMessage("weighting.words: above 0, at most 1000 expected, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Weighting(1, Double.NaN, 1, 0.5, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Weighting(1, 1, 1, 1.1, false))
        .withMessage("weighting.normPower: 0 to 1 expected, got 1.1");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, -1", "2, 40001"})
  void create_respelledAsOutOfRange_isRefused(int version, int respelledAs) {
    FeatureSettings from = version == 1 ? FeatureSettings.DEFAULT : FeatureSettings.ADDITIVE;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FeatureSettings(
                    version,
                    from.hashBits(),
                    0,
                    from.wordOrders(),
                    from.characterOrders(),
                    from.characterScope(),
                    from.termFrequency(),
                    false,
                    true,
                    from.structure(),
                    from.weighting(),
                    respelledAs))
        .withMessage(
            "features.respelledAs: 0 to 40000 expected in version 2, 0 in others, got "
                + respelledAs);
  }

  private static void assertRefused(int version, int bits, Orders words, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FeatureSettings(
                    version,
                    bits,
                    0,
                    words,
                    Orders.NONE,
                    CharacterScope.TEXT,
                    TermFrequency.BINARY,
                    false,
                    true,
                    Set.of()))
        .withMessage(message);
  }
}
