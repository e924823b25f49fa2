package dev.replyguard.pipeline;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** In which scripts the letters of a text are: some scripts tell the language by themselves. */
final class Scripts {
  /** From so large a share on, a script is that of the text. */
  private static final double MOST = 0.75;

  /** Where less of Chinese characters and kana are kana, they stand in a Chinese text. */
  private static final double SOME_KANA = 0.05;

  private static final Map<UnicodeScript, String> LANGUAGES =
      Map.of(
          UnicodeScript.HANGUL, "ko",
          UnicodeScript.HEBREW, "he",
          UnicodeScript.GREEK, "el",
          UnicodeScript.THAI, "th",
          UnicodeScript.GEORGIAN, "ka",
          UnicodeScript.ARMENIAN, "hy",
          UnicodeScript.TAMIL, "ta",
          UnicodeScript.TELUGU, "te");

  private final Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
  private final int letters;

  private Scripts(int[] letters) {
    for (int letter : letters) {
      counts.merge(UnicodeScript.of(letter), 1, Integer::sum);
    }
    this.letters = letters.length;
  }

  static Scripts of(String text) {
    return new Scripts(text.codePoints().filter(Character::isLetter).toArray());
  }

  int letters() {
    return letters;
  }

  /** The one language that is written in the script of nearly all letters. */
  Optional<String> language() {
    double han = share(UnicodeScript.HAN);
    double kana = share(UnicodeScript.HIRAGANA) + share(UnicodeScript.KATAKANA);
    if (han + kana >= MOST) {
      return Optional.of(kana >= SOME_KANA * (han + kana) ? "ja" : "zh");
    }
    return LANGUAGES.entrySet().stream()
        .filter(script -> share(script.getKey()) >= MOST)
        .map(Map.Entry::getValue)
        .findAny();
  }

  private double share(UnicodeScript script) {
    return letters == 0 ? 0 : counts.getOrDefault(script, 0) / (double) letters;
  }
}
