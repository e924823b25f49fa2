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

  private Scripts(String text) {
    int latin = 0;
    int others = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80) {
        // By far the most; spares them the tables.
        latin += (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? 1 : 0;
      } else if (Character.isLetter(c)) {
        counts.merge(UnicodeScript.of(c), 1, Integer::sum);
        others++;
      }
    }
    counts.merge(UnicodeScript.LATIN, latin, Integer::sum);
    this.letters = latin + others;
  }

  static Scripts of(String text) {
    return new Scripts(text);
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
