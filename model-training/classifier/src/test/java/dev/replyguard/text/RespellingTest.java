package dev.replyguard.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RespellingTest {
  /** The most frequent first; some of them nothing that a word may be read as. */
  private static final List<String> TOKENS =
      List.of(
          "the", ".", "you", "a", "are", "is", "i", "don't", "this", "silly", "weather", "goose",
          "for", "stupid", "form", "from", "2024", "article", "clown", "b", "naïve", "letter");

  private static final FeatureExtractor EXTRACTOR = new FeatureExtractor(FeatureSettings.ADDITIVE);

  private final NormalizedText text = new NormalizedText();
  private final FeatureBuffer features = new FeatureBuffer();
  private final Respelling respelling = new Respelling(TOKENS);

  @ParameterizedTest
  @CsvSource({
    // Swapped, in the middle and at an end.
    "a stpuid goose, a stupid goose",
    "ogose, goose",
    "weathre, weather",
    // Said twice.
    "sttupid, stupid",
    "sillly goose, silly goose",
    // Left out, but at an end.
    "artcle, article",
    "weathr, weather",
    "lettr, letter",
    "rticle, rticle",
    "articl, articl",
    "ffrom, from",
    "fomr, form",
    // Run together.
    "youare a clown, you are a clown",
    "YouAreAStupidGoose!, you are a stupid goose!",
    "thisisaletterfromthegoose, this is a letter from the goose",
    // Names, but not what is in capitals throughout or within.
    "Weatherstupid, weatherstupid",
    "weatherstupid, weather stupid",
    "WEATHERSTUPID, weather stupid",
    "Stpuid, stpuid",
    "STPUID, stupid",
    "STpuid, stupid",
    // Too short, known, no word, nothing near, of rare words only.
    "teh, teh",
    "silly, silly",
    "st2pid, st2pid",
    "zebra, zebra",
    "aiaiai, aiaiai",
    "don'tt, don'tt",
  })
  void apply_unknownWord_readsItAsTheFrequentOnesNearest(String written, String expected) {
    read(written);
    assertThat(text).hasToString(expected);
  }

  @Test
  void apply_swappedLetters_keepTheirPlaces() {
    read("A  stpuid goose");
    assertThat(text).hasToString("a stupid goose");
    assertThat(text.start(2)).isEqualTo(3);
    assertThat(text.end(7)).isEqualTo(9);
  }

  @Test
  void apply_missingLetter_standsForAllThatWasWritten() {
    read("An artcle.");
    assertThat(text).hasToString("an article.");
    for (int unit = 3; unit < 10; unit++) {
      assertThat(text.start(unit)).isEqualTo(3);
      assertThat(text.end(unit)).isEqualTo(9);
    }
    assertThat(text.start(10)).isEqualTo(9);
  }

  @Test
  void apply_wordsRunTogether_haveThePlacesOfTheirLetters() {
    read("so youare.");
    assertThat(text).hasToString("so you are.");
    assertThat(text.start(3)).isEqualTo(3);
    assertThat(text.end(5)).isEqualTo(6);
    assertThat(text.start(7)).isEqualTo(6);
    assertThat(text.end(9)).isEqualTo(9);
  }

  @Test
  void apply_anyText_leavesNothingToRespellAndKeepsTheMapMonotone() {
    long seed = System.nanoTime();
    System.out.println("RespellingTest seed " + seed);
    Random random = new Random(seed);
    RandomTexts texts = new RandomTexts(seed);
    for (int i = 0; i < 5_000; i++) {
      String written = i % 2 == 0 ? texts.next() : mangled(random);
      read(written);
      NormalizationLaws.assertOffsets(text);
      assertThat(respelling.apply(text, features, places())).isFalse();
    }
  }

  private static String mangled(Random random) {
    StringBuilder mangled = new StringBuilder();
    for (int word = random.nextInt(12); word >= 0; word--) {
      String token = TOKENS.get(random.nextInt(TOKENS.size()));
      int at = random.nextInt(token.length());
      switch (random.nextInt(4)) {
        case 0 -> mangled.append(token, 0, at).append(token.substring(at + 1));
        case 1 -> mangled.append(token, 0, at).append(token.charAt(at)).append(token.substring(at));
        case 2 -> mangled.append(token.toUpperCase(Locale.ROOT));
        default -> mangled.append(token);
      }
      mangled.append(random.nextBoolean() ? " " : "");
    }
    return mangled.toString();
  }

  @Test
  void apply_onceWarm_allocatesNothing() {
    String written = "You stpuid goose, youarea colwn and this artcle is sillly. ".repeat(20);
    int[] places = new int[2_000];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 50 && least > 0; round++) {
      TextNormalizer.normalize(written, text);
      EXTRACTOR.readTokens(text, features);
      System.arraycopy(places(), 0, places, 0, features.tokens());
      long before = threads.getThreadAllocatedBytes(self);
      respelling.apply(text, features, places);
      least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
      assertThat(text.toString()).startsWith("you stupid goose, you are a clown and");
    }
    assertThat(least).isZero();
  }

  @Test
  void apply_toNoTokens_changesNothing() {
    TextNormalizer.normalize("stpuid goose", text);
    EXTRACTOR.readTokens(text, features);
    assertThat(new Respelling(List.of()).apply(text, features, places())).isFalse();
    assertThat(text).hasToString("stpuid goose");
  }

  private void read(String written) {
    TextNormalizer.normalize(written, text);
    EXTRACTOR.readTokens(text, features);
    String before = text.toString();
    assertThat(respelling.apply(text, features, places()))
        .isEqualTo(!text.toString().equals(before));
    EXTRACTOR.readTokens(text, features);
  }

  private int[] places() {
    Set<String> known = new HashSet<>(TOKENS);
    List<Integer> places = new ArrayList<>();
    for (int token = 0; token < features.tokens(); token++) {
      String read = text.toString().substring(features.tokenStart(token), features.tokenEnd(token));
      places.add(known.contains(read) ? TOKENS.indexOf(read) : -1);
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }
}
