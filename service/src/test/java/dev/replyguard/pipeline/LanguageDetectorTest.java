package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

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
}
