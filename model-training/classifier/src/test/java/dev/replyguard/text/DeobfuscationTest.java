package dev.replyguard.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeobfuscationTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        // Leet
        "you m0r0n,you moron",
        "1d10t!,idiot!",
        "st00p1d,stoopid",
        "st@r wars,star wars",
        "ca$h,cash",
        "p|nk,pink",
        "gr!m,grim",
        "l0ser$,losers",
        // Look-alikes
        "m\u043Er\u043En,moron",
        "\u0456\u0501\u0456\u03BFt,idiot",
        "\u0397ello,hello",
        "\u0454ri\u03F2 th\u1D07,eric the",
        "\u1D0D\u1D0F\u0280\u1D0F\u0274,moron",
        "\uD83C\uDD7Cor\uD83C\uDD7En,moron",
        "\uD83C\uDDEE\uD83C\uDDE9\uD83C\uDDEE\uD83C\uDDF4\uD83C\uDDF9,idiot",
        "\u24DC\u24DE\u24E1\u24DE\u24DD,moron",
        // Marks
        "m\u0336o\u0336r\u0336o\u0336n\u0336,moron",
        "m\u00F6r\u00F3n,moron",
        // Spaced letters
        "you i d i o t,you idiot",
        "i.d.i.o.t,idiot",
        "hey y.o.u!,hey you!",
        "i-d-i-o-t go,idiot go",
        "i . d . i . o . t,idiot",
        "i d i o t   y o u,idiot you",
        "i t   i s   a   d o g,it is a dog",
        "i\u2022d\u2022i\u2022o\u2022t,idiot",
        "1 d 1 o t,1 diot",
        "i d 1 o t,idiot",
        // Splits, stretches and masks of known words
        "mo ron,moron",
        "id.iot,idiot",
        "idi-ot,idiot",
        "moroooon,moron",
        "iidiott,idiot",
        "m*ron,moron",
        "id**ts,idiots",
        "mor#n,moron",
        "st_pid,stupid",
        // Escapes
        "%69%64%69%6F%74,idiot",
        "you%20idiot,you idiot",
        "%2569diot,idiot",
        "&#105;&#x64;iot,idiot",
        "&amp;#105;diot,idiot",
        "a &amp; b &lt;3,a & b <3",
        "caf&#101;&#769;,cafe",
      })
  void normalize_disguisedWord_isReadAsMeant(String text, String expected) {
    assertThat(TextNormalizer.normalize(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3 apples for $20, 50% off",
        "covid19 and h5, b2b, mp3, 5th, 1st, 90s, 10am, win10",
        "write to name@example.org or @name",
        "https://example.org/b1og/%66oo?x=1&amp;y=2",
        "well-known self-made e.g. i.e. u.s.",
        "hi!how are you, yes!no",
        "is *really* good*, see note**",
        "the as s",
        "an al gore fan",
        "to assess the shiite vote",
        "\u0440\u0443\u0441\u0441\u043A\u0438\u0439 \u044F\u0437\u044B\u043A",
        "\u03BA\u03B1\u03BB\u03B7\u03BC\u03AD\u03C1\u03B1",
        "\uD83C\uDDEC\uD83C\uDDE7 \uD83C\uDDEB\uD83C\uDDF7",
        "at&t; r&b; q&a &unknown; 100%",
      })
  void normalize_plainWriting_isLeftAlone(String text) {
    assertThat(TextNormalizer.normalize(text)).hasToString(text);
  }

  @Test
  void offsets_ofUndoneDisguises_pointIntoTheOriginal() {
    NormalizedText text = TextNormalizer.normalize("So: I.D.1.O.T &#109;%6F\u200Br0n!");

    assertThat(text).hasToString("so: idiot moron!");
    assertThat(original(text, 4, 9)).isEqualTo("I.D.1.O.T");
    assertThat(original(text, 6, 7)).isEqualTo("1");
    assertThat(original(text, 10, 15)).isEqualTo("&#109;%6F\u200Br0n");
    assertThat(original(text, 10, 11)).isEqualTo("&#109;");
    assertThat(original(text, 15, 16)).isEqualTo("!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%25",
        "&amp;",
        "&",
        "a.",
        "a ",
        "1a",
        "a*",
        "*",
        "a!",
        "mo ron ",
        "a\u0430",
        "i.d.i.o.t ",
        "\uD83C\uDDEE",
        "&#38;",
        "a-b_",
        "@a",
        "$",
        "aab",
        "\u0430\u0301",
        "a\u2022",
        "m**",
      })
  void normalize_longRepetitions_takesLinearTime(String unit) {
    String text = unit.repeat(200_000 / unit.length());

    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> NormalizationLaws.check(text));
  }

  private static String original(NormalizedText text, int start, int end) {
    return text.original().substring(text.start(start), text.end(end - 1));
  }
}
