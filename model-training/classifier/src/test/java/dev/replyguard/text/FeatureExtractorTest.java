package dev.replyguard.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.text.FeatureSettings.CharacterScope;
import dev.replyguard.text.FeatureSettings.Orders;
import dev.replyguard.text.FeatureSettings.TermFrequency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureExtractorTest {

  @Test
  void words_oneAndTwoGrams_withTheirPlaces() {
    assertThat(occurrences("You, silly goose!", words(1, 2)))
        .containsExactly("you", "you, silly", ",", "silly", "silly goose", "goose", "!");
  }

  @Test
  void words_apostropheInside_staysInTheWord() {
    assertThat(occurrences("don't 'quote'", words(1, 1)))
        .containsExactly("don't", "'", "quote", "'");
  }

  @Test
  void characters_acrossTheText_reachOverBlanks() {
    assertThat(occurrences("ab c", characters(3, 3, CharacterScope.TEXT)))
        .containsExactly("ab", "ab ", "b c", " c");
  }

  @Test
  void characters_withinWords_stopAtBlanks() {
    assertThat(occurrences("ab c", characters(2, 3, CharacterScope.WORD)))
        .containsExactly("a", "ab", "ab", "ab ", "b ", " c", " c", "c");
  }

  @Test
  void extract_sameFeatureTwice_isOneBucketOfHigherFrequency() {
    FeatureBuffer buffer = extract("goose goose goose", words(1, 1));

    assertThat(buffer.size()).isEqualTo(1);
    assertThat(buffer.value(0)).isEqualTo((float) (1 + Math.log(3)));
    assertThat(buffer.occurrences()).isEqualTo(3);
  }

  @Test
  void extract_unitLength_squaresAddUpToOne() {
    FeatureBuffer buffer = extract("the goose and the duck", FeatureSettings.DEFAULT);
    double squares =
        IntStream.range(0, buffer.size()).mapToDouble(i -> Math.pow(buffer.value(i), 2)).sum();

    assertThat(squares).isCloseTo(1, within(1e-6));
  }

  @Test
  void extract_withFactors_multipliesEachBucket() {
    FeatureSettings settings =
        settings(new Orders(1, 1), Orders.NONE, CharacterScope.TEXT, true, Set.of());
    float[] factors = new float[settings.buckets()];
    Arrays.fill(factors, 3f);
    FeatureBuffer buffer = new FeatureBuffer();

    new FeatureExtractor(settings, factors).extract(TextNormalizer.normalize("goose"), buffer);

    assertThat(buffer.value(0)).isEqualTo(3f);
  }

  @Test
  void create_withFactorsMissing_isRefused() {
    FeatureSettings settings =
        settings(new Orders(1, 1), Orders.NONE, CharacterScope.TEXT, true, Set.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureExtractor(settings))
        .withMessage("factors: 65536 expected, got 0");
  }

  @Test
  void structure_capitals_areSeenThoughTheTextIsFolded() {
    FeatureSettings settings = structure(StructuralFeature.CAPITAL_WORDS);

    assertThat(occurrences("You SILLY Goose NO I", settings))
        .containsExactly("silly", "silly", "no", "no");
  }

  @Test
  void structure_links_areFoundAndCounted() {
    FeatureSettings settings = structure(StructuralFeature.LINKS);

    assertThat(occurrences("see HTTPS://example.org or www.example.org http", settings))
        .containsExactly("https", "ww", "*");
    assertThat(extract("see http://a http://b", settings).buckets())
        .isNotEqualTo(extract("see http://a", settings).buckets());
  }

  @Test
  void structure_wholeText_hasOneOccurrenceEach() {
    FeatureSettings settings =
        structure(
            StructuralFeature.CAPITAL_SHARE,
            StructuralFeature.EXCLAMATIONS,
            StructuralFeature.LENGTH);

    assertThat(occurrences("Fine weather!", settings)).containsExactly("*", "*", "*");
    assertThat(extract("fine", settings).buckets())
        .isNotEqualTo(extract("fine!", settings).buckets());
  }

  @Test
  void extract_emptyText_hasNoFeatures() {
    assertThat(extract("", FeatureSettings.DEFAULT).size()).isZero();
    assertThat(extract("\u200B", FeatureSettings.DEFAULT).occurrences()).isZero();
  }

  @Test
  void extract_randomTexts_agreesWithCountingInAMap() {
    long seed = System.nanoTime();
    System.out.println("FeatureExtractorTest seed " + seed);
    RandomTexts texts = new RandomTexts(seed);
    FeatureExtractor extractor = new FeatureExtractor(FeatureSettings.DEFAULT);
    FeatureBuffer reused = new FeatureBuffer();
    for (int i = 0; i < 5_000; i++) {
      FeatureLaws.check(texts.next(), extractor, reused);
    }
  }

  @Test
  void extract_longTexts_agreesWithCountingInAMap() {
    FeatureExtractor extractor = new FeatureExtractor(FeatureSettings.DEFAULT);
    FeatureBuffer reused = new FeatureBuffer();
    for (String unit : List.of("a", "ab ", "! ? ", "a !", "\u0301", "\uD83D\uDE00", "\u3316")) {
      FeatureLaws.check(unit.repeat(20_480 / unit.length()), extractor, reused);
      FeatureLaws.check("short", extractor, reused);
    }
    FeatureLaws.check(new RandomTexts(5).words(4_000), extractor, reused);
  }

  @Test
  void buckets_ofManyWords_areSpreadEvenly() {
    FeatureSettings settings = words(1, 1);
    FeatureExtractor extractor = new FeatureExtractor(settings);
    FeatureBuffer buffer = new FeatureBuffer();
    int[] hits = new int[256];
    for (int i = 0; i < 65_536; i++) {
      extractor.extract(TextNormalizer.normalize("w" + i), buffer);
      hits[buffer.bucket(0) >>> 8]++;
    }
    // Expected 256 in each of 256 cells, standard deviation 16: six of them are never left.
    assertThat(Arrays.stream(hits).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(160, 352));
  }

  private static List<String> occurrences(String text, FeatureSettings settings) {
    NormalizedText normalized = TextNormalizer.normalize(text);
    FeatureBuffer buffer = new FeatureBuffer();
    new FeatureExtractor(settings).extract(normalized, buffer);
    List<String> occurrences = new ArrayList<>();
    for (int i = 0; i < buffer.occurrences(); i++) {
      boolean whole = buffer.occurrenceStart(i) == FeatureBuffer.WHOLE_TEXT;
      occurrences.add(
          whole
              ? "*"
              : normalized
                  .toString()
                  .substring(buffer.occurrenceStart(i), buffer.occurrenceEnd(i)));
    }
    return occurrences;
  }

  private static FeatureBuffer extract(String text, FeatureSettings settings) {
    FeatureBuffer buffer = new FeatureBuffer();
    new FeatureExtractor(settings).extract(TextNormalizer.normalize(text), buffer);
    return buffer;
  }

  private static FeatureSettings words(int min, int max) {
    return settings(new Orders(min, max), Orders.NONE, CharacterScope.TEXT, false, Set.of());
  }

  private static FeatureSettings characters(int min, int max, CharacterScope scope) {
    return settings(Orders.NONE, new Orders(min, max), scope, false, Set.of());
  }

  private static FeatureSettings structure(StructuralFeature first, StructuralFeature... rest) {
    return settings(Orders.NONE, Orders.NONE, CharacterScope.TEXT, false, EnumSet.of(first, rest));
  }

  private static FeatureSettings settings(
      Orders words,
      Orders characters,
      CharacterScope scope,
      boolean factors,
      Set<StructuralFeature> structure) {
    return new FeatureSettings(
        FeatureSettings.TEXT_VERSION,
        16,
        0,
        words,
        characters,
        scope,
        TermFrequency.LOGARITHMIC,
        factors,
        false,
        structure);
  }
}
