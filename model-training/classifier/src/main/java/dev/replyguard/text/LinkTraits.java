package dev.replyguard.text;

import java.util.List;

/**
 * What an address on the Web looks like, as a set of bits. Reads nothing but the address.
 *
 * <p>Names of hosts are looked up by their registrable domain: the last two labels, or three where
 * the last but one is one under which countries register ({@code co.uk}).
 */
final class LinkTraits {
  static final int COMMON_TLD = 0;
  static final int RESTRICTED_TLD = 1;
  static final int COUNTRY_TLD = 2;
  static final int CHEAP_TLD = 3;
  static final int OTHER_TLD = 4;
  static final int IP_HOST = 5;
  static final int SHORTENER = 6;
  static final int REFERENCE = 7;
  static final int HOSTED = 8;
  static final int MESSENGER = 9;
  static final int HOST_HYPHENS = 10;
  static final int HOST_DIGITS = 11;
  static final int LONG_HOST = 12;
  static final int DEEP_HOST = 13;
  static final int COMMERCIAL_HOST = 14;
  static final int BARE = 15;
  static final int DEEP_PATH = 16;
  static final int SLUG = 17;
  static final int COMMERCIAL_PATH = 18;
  static final int QUERY = 19;
  static final int LONG_QUERY = 20;
  static final int ESCAPES = 21;
  static final int LONG = 22;

  private static final List<String> NAMES =
      List.of(
          "ends in .com, .net or .org",
          "ends in .edu, .gov, .mil or .int",
          "ends in a country's letters",
          "has an ending that is cheap to register",
          "has another ending",
          "is a number, not a name",
          "is shortened",
          "is well known",
          "is a page at a provider of free pages",
          "is a messenger",
          "has hyphens in the host's name",
          "has digits in the host's name",
          "has a long host's name",
          "has four labels or more",
          "has a commercial word in the host's name",
          "has no path",
          "has a deep path",
          "has a path of many words",
          "has a commercial word in the path",
          "has a query",
          "has a long query",
          "has escapes",
          "is long");

  private static final int LONG_HOST_UNITS = 22;
  private static final int LONG_QUERY_UNITS = 40;
  private static final int LONG_UNITS = 100;
  private static final int LONGEST_WORD = 12;
  private static final int SHORTEST_WORD = 4;
  // Beyond, a host's name is no name any more.
  private static final int MOST_HOST_UNITS = 64;

  private LinkTraits() {}

  /** How many traits there are. */
  static int count() {
    return NAMES.size();
  }

  static String describe(int trait) {
    return NAMES.get(trait);
  }

  static boolean has(int traits, int trait) {
    return (traits & 1 << trait) != 0;
  }

  private static int bit(boolean condition, int trait) {
    return condition ? 1 << trait : 0;
  }

  /** The traits of an address. */
  static int of(String text, WebAddress address) {
    return host(text, address) | path(text, address);
  }

  private static int host(String text, WebAddress address) {
    int start = address.hostStart();
    int end = Math.min(address.hostEnd(), start + MOST_HOST_UNITS);
    int hyphens = 0;
    int digits = 0;
    int dots = 0;
    for (int i = start; i < end; i++) {
      char unit = text.charAt(i);
      hyphens += unit == '-' ? 1 : 0;
      digits += unit >= '0' && unit <= '9' ? 1 : 0;
      dots += unit == '.' ? 1 : 0;
    }
    if (dots + digits == end - start) {
      return 1 << IP_HOST;
    }
    int classes = WordClasses.of(address.domainHash());
    return ending(text, address)
        | bit(WordClass.SHORTENER.isIn(classes), SHORTENER)
        | bit(WordClass.REFERENCE_HOST.isIn(classes), REFERENCE)
        | bit(WordClass.HOSTED.isIn(classes), HOSTED)
        | bit(WordClass.MESSENGER_HOST.isIn(classes), MESSENGER)
        | bit(hyphens > 1, HOST_HYPHENS)
        | bit(digits > 0, HOST_DIGITS)
        | bit(address.hostEnd() - start >= LONG_HOST_UNITS, LONG_HOST)
        | bit(dots > 2, DEEP_HOST)
        | bit(
            hasCommercialPart(text, start, Math.min(end, address.endingStart())), COMMERCIAL_HOST);
  }

  private static int ending(String text, WebAddress address) {
    int start = address.endingStart();
    int classes = WordClasses.of(text, start, address.hostEnd());
    if (WordClass.COMMON_TLD.isIn(classes)) {
      return 1 << COMMON_TLD;
    }
    if (WordClass.RESTRICTED_TLD.isIn(classes)) {
      return 1 << RESTRICTED_TLD;
    }
    if (WordClass.CHEAP_TLD.isIn(classes)) {
      return 1 << CHEAP_TLD;
    }
    return address.hostEnd() - start == 2 ? 1 << COUNTRY_TLD : 1 << OTHER_TLD;
  }

  private static int path(String text, WebAddress address) {
    int slashes = 0;
    int hyphens = 0;
    int escapes = 0;
    boolean commerce = false;
    int word = address.hostEnd();
    for (int i = address.hostEnd(); i < address.queryStart(); i++) {
      char unit = text.charAt(i);
      slashes += unit == '/' && i + 1 < address.queryStart() ? 1 : 0;
      hyphens += unit == '-' || unit == '_' ? 1 : 0;
      escapes += unit == '%' ? 1 : 0;
      if (!isLetter(unit)) {
        commerce |= isCommercial(text, word, i);
        word = i + 1;
      }
    }
    commerce |= isCommercial(text, word, address.queryStart());
    int query = address.end() - address.queryStart();
    return bit(slashes == 0 && query == 0, BARE)
        | bit(slashes > 2, DEEP_PATH)
        | bit(hyphens > 2, SLUG)
        | bit(commerce, COMMERCIAL_PATH)
        | bit(query > 1, QUERY)
        | bit(query >= LONG_QUERY_UNITS, LONG_QUERY)
        | bit(escapes > 1, ESCAPES)
        | bit(address.end() - address.start() >= LONG_UNITS, LONG);
  }

  private static boolean isLetter(char unit) {
    char small = WordClasses.small(unit);
    return small >= 'a' && small <= 'z';
  }

  private static boolean isCommercial(String text, int start, int end) {
    return end - start >= SHORTEST_WORD - 1
        && end - start <= LONGEST_WORD
        && WordClass.COMMERCE.isIn(WordClasses.of(text, start, end));
  }

  /** Whether a commercial word is written within a name that may be many words without a blank. */
  private static boolean hasCommercialPart(String text, int start, int end) {
    for (int first = start; first + SHORTEST_WORD <= end; first++) {
      int hash = FeatureExtractor.FNV_OFFSET;
      int stop = Math.min(end, first + LONGEST_WORD);
      for (int i = first; i < stop; i++) {
        hash = FeatureExtractor.step(hash, WordClasses.small(text.charAt(i)));
        if (i - first >= SHORTEST_WORD - 1 && WordClass.COMMERCE.isIn(WordClasses.of(hash))) {
          return true;
        }
      }
    }
    return false;
  }
}
