package dev.replyguard.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SurfaceReaderTest {
  private static final int TEXTS = 100_000;

  /** What addresses, markup and numbers are made of, and what looks like it. */
  private static final String[] PIECES = {
    " ",
    " ",
    " ",
    "\n",
    "the",
    "Geese",
    "GOOSE",
    "I",
    "a",
    "e",
    "é",
    "É",
    "ж",
    "Ж",
    "語",
    "ǅ",
    ".",
    ".",
    "..",
    "com",
    "COM",
    "Com",
    "co",
    "uk",
    "io",
    "_",
    "-",
    "www",
    "WWW",
    "www.",
    "http",
    "https",
    "ftp",
    ":",
    "://",
    "/",
    "?",
    "#",
    "@",
    "%",
    "5",
    "12",
    "1999",
    "555",
    "0100",
    "1234567",
    "+1",
    "(",
    ")",
    ",",
    "!",
    "'",
    "$",
    "€",
    "k",
    "dollars",
    "usd",
    " per ",
    " a ",
    "day",
    "weekly",
    "<",
    "<a",
    "<A href=",
    "</a>",
    "<b>",
    ">",
    "[",
    "[url",
    "[URL=",
    "[/url]",
    "[link",
    "](",
    "]",
    "{",
    "|",
    "}",
    "\uD83D\uDE00",
    "\uD83D",
    "\u00A0",
    "\u200B",
    "example.org",
    "index.html",
    "e.g.",
    "U.S.",
    "3.5",
    "x.y.ru/z",
    "a.b",
    "jane@example.org",
    "@jane",
    "well.The",
    "it.So"
  };

  @Test
  void read_anyText_findsWhatReadingUnitByUnitFinds() {
    long seed = System.nanoTime();
    System.out.println("SurfaceReaderTest seed " + seed);
    Random random = new Random(seed);
    RandomTexts texts = new RandomTexts(seed);
    NormalizedText normalized = new NormalizedText();
    WrittenScan scan = new WrittenScan();
    SurfaceReader reader = new SurfaceReader();
    Surface surface = new Surface();
    Surface expected = new Surface();
    int plain = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = i % 4 == 0 ? texts.next() : pieces(random);
      TextNormalizer.normalize(text, normalized);
      scan.read(normalized);
      reader.read(text, scan, surface);
      reader.read(text, expected);
      assertThat(describe(surface)).as("seed %d, text %d", seed, i).isEqualTo(describe(expected));
      plain += new PlainReader().read(text, scan, surface) ? 1 : 0;
    }
    // Both ways have been gone.
    assertThat(plain).isBetween(TEXTS / 10, TEXTS * 9 / 10);
  }

  @Test
  void written_anyText_countsCases() {
    long seed = System.nanoTime();
    System.out.println("SurfaceReaderTest seed " + seed);
    Random random = new Random(seed);
    RandomTexts texts = new RandomTexts(seed);
    NormalizedText normalized = new NormalizedText();
    WrittenScan scan = new WrittenScan();
    for (int i = 0; i < TEXTS / 10; i++) {
      String text = i % 4 == 0 ? texts.next() : pieces(random);
      TextNormalizer.normalize(text, normalized);
      scan.read(normalized);
      String as = "seed " + seed + ", text " + i;
      assertThat(scan.capitals())
          .as(as)
          .isEqualTo(text.chars().filter(Character::isUpperCase).count());
      assertThat(scan.cased())
          .as(as)
          .isEqualTo(
              text.chars()
                  .filter(u -> Character.isUpperCase(u) || Character.isLowerCase(u))
                  .count());
      for (int at = 0; at < text.length(); at++) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        boolean capital = Character.isUpperCase(text.charAt(at));
        assertThat(scan.isCapital(at)).as(as).isEqualTo(capital);
        assertThat(scan.mayBeginCapitals(at))
            .as(as)
            .isEqualTo(capital && (next < 'a' || next > 'z'));
      }
    }
  }

  @Test
  void plain_ordinaryText_isNotReadUnitByUnit() {
    String text =
        "Well: I paid $5.50, i.e. 12% more than in 1999... See p. 12-15 (or not)! <grin> It's 10:30.";
    WrittenScan scan = new WrittenScan();
    scan.read(TextNormalizer.normalize(text));
    Surface surface = new Surface();

    assertThat(new PlainReader().read(text, scan, surface)).isTrue();
    assertThat(surface.amounts).isEqualTo(1);
    assertThat(surface.percents).isEqualTo(1);
  }

  private static String pieces(Random random) {
    StringBuilder text = new StringBuilder();
    // Beyond 64 units there is more than one block.
    int count = random.nextInt(random.nextInt(8) == 0 ? 80 : 12);
    for (int i = 0; i < count; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /** All that features are taken from. */
  private static String describe(Surface surface) {
    StringBuilder all = new StringBuilder();
    for (int count :
        new int[] {
          surface.links,
          surface.mails,
          surface.phones,
          surface.handles,
          surface.amounts,
          surface.rates,
          surface.percents,
          surface.longNumbers,
          surface.spun,
          surface.letters,
          surface.foreignLetters
        }) {
      all.append(count).append(' ');
    }
    if (surface.links > 0) {
      all.append(surface.linkUnits).append(' ').append(surface.blanks);
      all.append(surface.wordBeforeLinks).append(surface.wordAfterLinks);
    }
    for (int link = 0; link < surface.listedLinks(); link++) {
      all.append(' ').append(surface.linkStart(link)).append('-').append(surface.linkEnd(link));
      all.append(surface.markup(link));
      all.append(surface.anchorStart(link)).append('-').append(surface.anchorEnd(link));
    }
    return all.toString();
  }
}
