package dev.replyguard.text;

import java.util.Random;

/** Made-up texts of all kinds, well-formed or not, the same for the same seed. */
public final class RandomTexts {
  private static final String[] WORDS = {
    "the",
    "a",
    "weather",
    "is",
    "fine",
    "You",
    "silly",
    "GOOSE",
    "don't",
    "agree",
    "soooo",
    "https://example.org/a?b=1",
    "www.example.com",
    "!!!!",
    "...",
    "naïve",
    "STRASSE",
    "Straße",
    "\uD83D\uDE00\uD83D\uDE00",
    "привет",
    "שלום",
    "日本語",
    "ガギグ",
    "한국어",
    "हिन्दी",
    "ﬃ",
    "e\u0301\u0302\u0303",
  };

  /** What the normaliser undoes, and pieces of it that may come together to more. */
  private static final String[] DISGUISES = {
    "%",
    "6",
    "25",
    "%66",
    "%2",
    "%25",
    "&",
    "amp",
    ";",
    "&#",
    "&#1",
    "02;",
    "&amp;",
    "&#x",
    "66;",
    "&#769;",
    "&#x430;",
    "&#173;",
    "&#128169;",
    "&lt;",
    "%26",
    "%3b",
    "%23",
    " ",
    " ",
    "  ",
    "i",
    "d",
    "o",
    "t",
    "a",
    "s",
    "n",
    "c",
    "u",
    "id",
    "iot",
    "mo",
    "ron",
    "idiot",
    "moroon",
    "1",
    "0",
    "3",
    "@",
    "$",
    "!",
    "|",
    "+",
    "*",
    "**",
    "#",
    "-",
    ".",
    "_",
    "/",
    ":",
    "://",
    "ww.",
    "i.d.i.",
    "m0r0n",
    "m*r*n",
    "m***n",
    "\u0430",
    "\u0456",
    "\u043E",
    "\u0436",
    "\u0301",
    "\u200B",
    "\u00E9",
    "\uFF05",
    "\uFF06",
    "\uFF53",
    "\uD83C\uDDEE",
    "\uD83C\uDDE9",
    "\uD83C\uDD7E",
    "\uD83D\uDE00",
    "\u0391",
    "\u0397",
    "\u00B7",
    "\u2022",
    "'",
  };

  private static final int[] ODD = {
    0, 9, 10, 13, 0x1F, ' ', ' ', 'a', 'a', 'A', 'e', 'I', '!', '0', '\'', 0x7F, 0x85, 0xA0, 0xAD,
    0xB4, 0xDF, 0x130, 0x131, 0x149, 0x1C4, 0x300, 0x301, 0x323, 0x34F, 0x345, 0x3A3, 0x3C2, 0x483,
    0x5B0, 0x5D0, 0x627, 0x64B, 0x915, 0x93C, 0x9BE, 0x9C7, 0xDCF, 0xDD9, 0x1100, 0x1161, 0x11A8,
    0x115F, 0x1160, 0x1E9E, 0x1FE4, 0x200B, 0x200D, 0x200E, 0x202E, 0x2019, 0x2028, 0x20DD, 0x2126,
    0x2800, 0x3000, 0x304B, 0x3099, 0x309A, 0x3131, 0x314F, 0x3164, 0x3316, 0xAC00, 0xD7B0, 0xFB03,
    0xFDFA, 0xFE0F, 0xFEFF, 0xFF21, 0xFF76, 0xFF9E, 0xFFA1, 0xFFC2, 0xFFFD, 0xFFFF, 0xD800, 0xDC00,
    0xDBFF, 0xDFFF, 0x1D11E, 0x1D15E, 0x1D400, 0x1F600, 0x1F1E6, 0x16D63, 0x16D67, 0xE0041, 0x1A1A,
    0x1A1A, 0x1AB6, 0xD7D7, 0x10FFFF,
  };

  private final Random random;

  /** The texts of that seed. */
  public RandomTexts(long seed) {
    this.random = new Random(seed);
  }

  /** The next text: words, odd code points, or any UTF-16 units, none up to some hundred. */
  public String next() {
    return switch (random.nextInt(6)) {
      case 0 -> words(random.nextInt(60));
      case 1 -> odd(random.nextInt(60));
      case 2 -> anyCodePoints(random.nextInt(60));
      case 3 -> runs(random.nextInt(12));
      case 4 -> disguises(random.nextInt(40));
      default -> words(random.nextInt(5)) + odd(random.nextInt(10)) + words(random.nextInt(5));
    };
  }

  /** That many words with a blank between any two. */
  public String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private String odd(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.appendCodePoint(ODD[random.nextInt(ODD.length)]);
    }
    return text.toString();
  }

  private String runs(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String unit = Character.toString(ODD[random.nextInt(ODD.length)]);
      text.append(unit.repeat(1 + random.nextInt(12)));
    }
    return text.toString();
  }

  private String disguises(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String part = DISGUISES[random.nextInt(DISGUISES.length)];
      text.append(random.nextInt(4) == 0 ? part.repeat(1 + random.nextInt(5)) : part);
    }
    return text.toString();
  }

  private String anyCodePoints(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      boolean supplementary = random.nextInt(4) == 0;
      text.appendCodePoint(random.nextInt(supplementary ? 0x110000 : 0x10000));
    }
    return text.toString();
  }
}
