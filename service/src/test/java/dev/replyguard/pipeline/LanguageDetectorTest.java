package dev.replyguard.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {
  private static final LanguageDetector DETECTOR = LanguageDetector.load();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|I think the council should look at this again before they spend more on the road.",
        "de|Ich finde, der Gemeinderat sollte sich das noch einmal ansehen, bevor er Geld ausgibt.",
        "fr|Je pense que la mairie devrait revoir cela avant de dépenser encore un million.",
        "es|Creo que el ayuntamiento debería mirar esto otra vez antes de gastar más dinero.",
        "it|Penso che il comune dovrebbe rivedere la cosa prima di spendere un altro milione.",
        "ru|Я думаю, что совету следует ещё раз посмотреть на это, прежде чем тратить деньги.",
        "ar|أعتقد أن على المجلس أن ينظر في هذا الأمر مرة أخرى قبل أن ينفق المزيد من المال",
        "ja|これはとても良い記事だと思います。もう一度読んでみたいです。",
      })
  void detect_wholeSentence(String code, String text) {
    assertThat(DETECTOR.detect(text)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "ok", "lol lol", "12345 67890 12345", "!!! ??? :-) :-("})
  void detect_tooShort_isEmpty(String text) {
    assertThat(DETECTOR.detect(text)).isEmpty();
  }

  @Test
  void detect_longText_isCutBetweenCharacters() {
    String text = "a ".repeat(149) + "a" + "\uD83D\uDE00".repeat(1000);

    assertThat(DETECTOR.detect(text)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|I am a gay man and I love jazz.",
        "en|You are a stupid idiot.",
        "en|Look at https://www.beispiel.example/warum-wir-das-nicht-wollen it is all there",
        "de|Ich bin schwul und liebe Jazz.",
        "en|It is what it is, and that's all there is to it.",
        "zh|太好了，谢谢",
        "ja|ありがとう",
        "ko|감사합니다",
        "el|Μπράβο σας",
      })
  void detect_shortButPlain(String code, String text) {
    assertThat(DETECTOR.detect(text)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00AF\\_(\u30C4)_/\u00AF well", "Ω", "https://www.example.com/de/artikel"})
  void detect_signsAndAddresses_areNoLanguage(String text) {
    assertThat(DETECTOR.detect(text)).isEmpty();
  }

  /** What docs/languages.md says: the even comments of each language had no part in any choice. */
  @Test
  void detect_commentsInManyLanguages_reachesWhatIsStated() throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    int right = 0;
    int wrong = 0;
    int all = 0;
    for (String line : comments()) {
      String code = line.substring(0, 2);
      if (seen.merge(code, 1, Integer::sum) % 2 == 0) {
        Optional<String> detected = DETECTOR.detect(line.substring(3));
        all++;
        right += detected.equals(Optional.of(code)) ? 1 : 0;
        wrong += detected.isPresent() && !detected.equals(Optional.of(code)) ? 1 : 0;
      }
    }

    assertThat(seen).hasSize(28).allSatisfy((code, count) -> assertThat(count).isEqualTo(8));
    assertThat(all).isEqualTo(112);
    assertThat(right).isGreaterThanOrEqualTo(107);
    assertThat(wrong).isZero();
  }

  private static List<String> comments() throws IOException {
    try (InputStream in = LanguageDetectorTest.class.getResourceAsStream("languages.txt")) {
      return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
