package dev.replyguard.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextNormalizerTest {
  private static final int TWENTY_KILOBYTES = 20_480;

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Hello World,hello world",
        "soooo coool,soo cool",
        "wait!!!!!!!,wait!!!",
        "haaaate thiiis skiing,hate this skiing",
        "1000000,1000000",
        "Straße STRASSE,strasse strasse",
        "ΣΛΣ σλς,σλσ σλσ",
        "İSTANBUL ISPARTA ıssız,istanbul isparta issiz",
        "\uFF28\uFF45\uFF4C\uFF4C\uFF4F,hello",
        "\uD835\uDC07\uD835\uDC1E\uD835\uDC32,hey",
        "cafe\u0301,cafe",
        "h\u200Be\u200Dl\u00ADl\uFEFFo,hello",
        "\u202Eabc\u202C,abc",
        "a\u0000b,ab",
        "x\uD800y\uDC00z,xyz",
        "don\u2019t \u201Cstop\u201D,don't \"stop\"",
        "e\u0301\u0302\u0303\u0304\u0305\u0306x,ex",
        "\u0301\u0302alone,alone",
        "\uFF76\uFF9E,ガ",
        "\u1112\u1161\u11AB,한",
        "\uFDFA,\uFDFA",
        "\u3316,キロメートル",
        "a\u00A0\u2003\u2800b,a b",
      })
  void normalize_foldsWhatLooksTheSame(String text, String expected) {
    assertThat(TextNormalizer.normalize(text)).hasToString(expected);
  }

  @Test
  void normalize_whiteSpaceOfAnyKind_isOneBlank() {
    assertThat(TextNormalizer.normalize(" \n so \t\r\n be\u2028it \f")).hasToString("so be it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u0000", "\u200B\u200D", "\uD800", "\u0301\u0302"})
  void normalize_textWithNothingToSee_isEmpty(String text) {
    assertThat(TextNormalizer.normalize(text).length()).isZero();
  }

  @Test
  void offsets_pointIntoTheOriginal() {
    NormalizedText text = TextNormalizer.normalize(" H\u200Be\u0301LLLLO  \uFB03");

    assertThat(text).hasToString("hello ffi");
    assertThat(original(text, 0, 1)).isEqualTo("H");
    assertThat(original(text, 1, 2)).isEqualTo("e\u0301");
    assertThat(original(text, 2, 4)).isEqualTo("LLLL");
    assertThat(original(text, 5, 6)).isEqualTo("  ");
    assertThat(original(text, 7, 8)).isEqualTo("\uFB03");
    assertThat(original(text, 0, 5)).isEqualTo("H\u200Be\u0301LLLLO");
  }

  @Test
  void normalize_intoTheSameObject_leavesNothingOfTheTextBefore() {
    NormalizedText reused = new NormalizedText();
    RandomTexts texts = new RandomTexts(7);
    for (int i = 0; i < 200; i++) {
      String text = texts.next();
      TextNormalizer.normalize(text, reused);
      assertThat(reused).hasToString(TextNormalizer.normalize(text).toString());
    }
  }

  @Test
  void normalize_everyCodePointAloneAndBetweenLetters_obeysTheLaws() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (Character.getType(codePoint) != Character.UNASSIGNED
          && Character.getType(codePoint) != Character.PRIVATE_USE) {
        String text = Character.toString(codePoint);
        String first = TextNormalizer.normalize(text).toString();
        String between = TextNormalizer.normalize("e" + text + "i").toString();
        boolean stable =
            TextNormalizer.normalize(first).toString().equals(first)
                && TextNormalizer.normalize(between).toString().equals(between);
        assertThat(stable).as("U+%04X", codePoint).isTrue();
      }
    }
  }

  @Test
  void normalize_randomTexts_obeysTheLaws() {
    long seed = System.nanoTime();
    System.out.println("TextNormalizerTest seed " + seed);
    RandomTexts texts = new RandomTexts(seed);
    for (int i = 0; i < 20_000; i++) {
      NormalizationLaws.check(texts.next());
    }
  }

  @Test
  void normalize_longRepetitions_obeysTheLawsInLinearTime() {
    String[] units = {
      "a",
      "A",
      " ",
      "!",
      "7",
      "\u0301",
      "\u0323\u0301",
      "\u0301\u0323",
      "\u200B",
      "\u0000",
      "\uD800",
      "\uFDFA",
      "\u3316",
      "\u1161",
      "\uFF9E",
      "e\u0301",
      "a\u200B",
      "\u0323\u200B",
      "\uD83D\uDE00",
      "\u202E",
      "\u16D67"
    };
    for (String unit : units) {
      String text = unit.repeat(TWENTY_KILOBYTES / unit.length());
      assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> NormalizationLaws.check("x" + text + "y"));
    }
  }

  @Test
  void normalize_fourTimesTheText_takesNoMoreThanLinearWork() {
    IntFunction<String> nastiest = n -> "e" + "\u0301\u0323\u200B".repeat(n);
    NormalizedText small = TextNormalizer.normalize(nastiest.apply(1_000));
    NormalizedText large = TextNormalizer.normalize(nastiest.apply(1_000_000));

    assertThat(large).hasToString(small.toString());
  }

  private static String original(NormalizedText text, int start, int end) {
    return text.original().substring(text.start(start), text.end(end - 1));
  }
}
