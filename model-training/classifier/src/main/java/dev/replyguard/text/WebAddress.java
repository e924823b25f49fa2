package dev.replyguard.text;

/**
 * Where the parts of an address are in the text it stands in. Filled again and again; it belongs to
 * one thread.
 */
final class WebAddress {
  private int start;
  private int hostStart;
  private int hostEnd;
  private int endingStart;
  private int domainHash;
  private int queryStart;
  private int end;

  int start() {
    return start;
  }

  int hostStart() {
    return hostStart;
  }

  /** The end of the host's name, exclusive; its port is part of the path. */
  int hostEnd() {
    return hostEnd;
  }

  /** Where the last label of the host's name starts. */
  int endingStart() {
    return endingStart;
  }

  /** The hash of the registrable domain in small letters, {@link WordClasses#hash}. */
  int domainHash() {
    return domainHash;
  }

  /** Where the question mark of the query or the sign of the fragment is; else the end. */
  int queryStart() {
    return queryStart;
  }

  /** The end of the address, exclusive. */
  int end() {
    return end;
  }

  /** Reads the address from {@code from} to {@code to}, exclusive, with or without its scheme. */
  void read(String text, int from, int to) {
    start = from;
    end = to;
    hostStart = afterScheme(text, from, to);
    hostEnd = hostStart;
    int dot = hostStart - 1;
    int secondDot = dot;
    int thirdDot = dot;
    while (hostEnd < to && isHostUnit(text.charAt(hostEnd))) {
      if (text.charAt(hostEnd) == '.') {
        thirdDot = secondDot;
        secondDot = dot;
        dot = hostEnd;
      }
      hostEnd++;
    }
    endingStart = dot + 1;
    boolean threeLabels = hostEnd - endingStart == 2 && dot - secondDot - 1 <= 3;
    int domainStart = (threeLabels ? thirdDot : secondDot) + 1;
    if (threeLabels && text.startsWith("www.", domainStart)) {
      domainStart = secondDot + 1;
    }
    domainHash = WordClasses.hash(text, domainStart, hostEnd);
    queryStart = hostEnd;
    while (queryStart < to && text.charAt(queryStart) != '?' && text.charAt(queryStart) != '#') {
      queryStart++;
    }
  }

  private static int afterScheme(String text, int from, int to) {
    int limit = Math.min(to - 2, from + 8);
    for (int i = from; i < limit; i++) {
      if (text.charAt(i) == ':' && text.charAt(i + 1) == '/' && text.charAt(i + 2) == '/') {
        return i + 3;
      }
    }
    return from;
  }

  /** Letters of any script, digits, dots, hyphens, and what hosts have in practice. */
  static boolean isHostUnit(char unit) {
    char small = WordClasses.small(unit);
    return (small >= 'a' && small <= 'z')
        || (unit >= '0' && unit <= '9')
        || unit == '.'
        || unit == '-'
        || unit == '_'
        || (unit >= 0x80 && Character.isLetterOrDigit(unit));
  }
}
