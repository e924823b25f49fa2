package dev.replyguard.text;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Looks for texts that break a law of normalisation or of features. As part of the build the texts
 * kept under the test resources are run; with {@code JAZZER_FUZZ=1} in the environment new ones are
 * searched for.
 */
class TextFuzzTest {
  private static final FeatureExtractor EXTRACTOR = new FeatureExtractor(FeatureSettings.DEFAULT);

  @FuzzTest(maxDuration = "2m")
  void normalize_anyUnits_obeysTheLaws(byte[] units) {
    NormalizationLaws.check(text(units));
  }

  @FuzzTest(maxDuration = "2m")
  void extract_anyUnits_obeysTheLaws(byte[] units) {
    FeatureLaws.check(text(units), EXTRACTOR, new FeatureBuffer());
  }

  /** Two bytes to a UTF-16 unit, the high one first, well-formed or not. */
  private static String text(byte[] units) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 1 < units.length; i += 2) {
      text.append((char) ((units[i] & 0xFF) << 8 | (units[i + 1] & 0xFF)));
    }
    return text.toString();
  }
}
