package dev.replyguard.text;

/**
 * Reads a text as it was written, once from left to right, for what it holds beside words. Time is
 * linear in its length: what a look ahead reads is passed over next, or bounded. It belongs to one
 * thread.
 *
 * <p>Without {@code http://} or {@code www.} a name is taken for an address only where its ending
 * is neither an English word nor that of a file, so that a forgotten blank makes no link.
 */
final class SurfaceReader {
  private static final byte OTHER = 0;
  private static final byte BLANK = 1;
  private static final byte HOST = 2;
  private static final byte MARK = 3;

  private static final byte[] KINDS = kinds();
  private static final String[] SCHEMES = {"https", "http", "ftp"};

  private final PlainReader plain = new PlainReader();
  private final Numbers numbers = new Numbers();
  private final MarkupReader markup = new MarkupReader();
  private Surface surface = new Surface();
  private String text = "";
  private int length;

  private static byte[] kinds() {
    byte[] kinds = new byte[0x80];
    for (char unit = 0; unit < kinds.length; unit++) {
      boolean mark = MarkupReader.isMark(unit) || unit == '@' || unit == '%';
      kinds[unit] = WebAddress.isHostUnit(unit) ? HOST : mark ? MARK : OTHER;
    }
    for (char blank : new char[] {' ', '\n', '\r', '\t'}) {
      kinds[blank] = BLANK;
    }
    return kinds;
  }

  /**
   * Replaces what {@code into} holds by what is in {@code newText}; what means something beside
   * links only may be left out where there are none.
   *
   * @param scan of the text
   */
  void read(String newText, WrittenScan scan, Surface into) {
    if (!plain.read(newText, scan, into)) {
      read(newText, into);
    }
  }

  /** As {@link #read(String, WrittenScan, Surface)}, unit by unit whatever the text. */
  void read(String newText, Surface into) {
    text = newText;
    length = newText.length();
    surface = into;
    surface.reset();
    numbers.begin(newText, into);
    markup.begin(newText, into);
    int at = 0;
    while (at < length) {
      char unit = newText.charAt(at);
      byte kind = unit < KINDS.length ? KINDS[unit] : OTHER;
      if (kind == HOST || (unit >= KINDS.length && WebAddress.isHostUnit(unit))) {
        at = run(at);
      } else if (kind == MARK) {
        at = mark(unit, at);
      } else {
        surface.blanks += kind == BLANK ? 1 : 0;
        at++;
      }
    }
    numbers.end();
  }

  private int mark(char unit, int at) {
    if (unit == '@') {
      return handle(at);
    }
    if (unit == '%') {
      surface.percents += at > 0 && Numbers.isDigit(text.charAt(at - 1)) ? 1 : 0;
      return at + 1;
    }
    return markup.read(unit, at);
  }

  /** A run of what a host's name may hold: a word, a number, or the start of an address. */
  private int run(int start) {
    int end = start;
    int dots = 0;
    int digits = 0;
    int letters = 0;
    while (end < length) {
      char unit = text.charAt(end);
      if (unit >= 'a' && unit <= 'z') {
        letters++;
      } else if (!WebAddress.isHostUnit(unit)) {
        break;
      } else if (unit == '.') {
        dots++;
      } else if (Numbers.isDigit(unit)) {
        digits++;
      } else if (unit != '-' && unit != '_') {
        letters++;
        surface.foreignLetters += isForeign(unit) ? 1 : 0;
      }
      end++;
    }
    surface.letters += letters;
    int after = address(start, end, dots, letters, digits);
    if (after > 0) {
      return after;
    }
    if (digits > 0) {
      numbers.read(start, end, letters);
    }
    if (letters + digits > 0) {
      surface.addWord();
    }
    return end;
  }

  /** Letters of scripts other than Latin, as far as one unit tells. */
  static boolean isForeign(char unit) {
    return (unit >= 0x370 && unit < 0x1D00) || (unit >= 0x2C80 && unit < 0xD800);
  }

  /** Takes the address that the run starts, if it does; returns where it ends, or 0. */
  private int address(int start, int end, int dots, int letters, int digits) {
    char next = end < length ? text.charAt(end) : ' ';
    if (next == ':' && letters > 2 && text.startsWith("//", end + 1)) {
      int scheme = schemeStart(start, end);
      int hostEnd = scheme < 0 ? 0 : hostEnd(end + 3);
      return hostEnd > end + 3 ? link(scheme, hostEnd) : 0;
    }
    if (next == '@' && letters + digits > 0) {
      return mail(end + 1);
    }
    int hostEnd = dots > 0 && letters > 0 ? bareHostEnd(start, end, next) : 0;
    return hostEnd > 0 ? link(start, hostEnd) : 0;
  }

  private int schemeStart(int start, int end) {
    for (String scheme : SCHEMES) {
      int from = end - scheme.length();
      if (from >= start && text.regionMatches(true, from, scheme, 0, scheme.length())) {
        return from;
      }
    }
    return -1;
  }

  private int hostEnd(int start) {
    int end = start;
    while (end < length && WebAddress.isHostUnit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Where the host's name ends that is written from {@code start} on without scheme, or 0. */
  private int bareHostEnd(int start, int end, char next) {
    int hostEnd = end;
    while (hostEnd > start && isSeparator(text.charAt(hostEnd - 1))) {
      hostEnd--;
    }
    int dot = lastDot(start, hostEnd);
    if (dot <= start || text.charAt(dot - 1) == '.') {
      return 0;
    }
    if (text.regionMatches(true, start, "www.", 0, 4)) {
      return dot > start + 4 ? hostEnd : 0;
    }
    boolean path =
        hostEnd == end
            && next == '/'
            && end + 1 < length
            && WebAddress.isHostUnit(text.charAt(end + 1));
    if ((dot - start < 2 && !path) || !isOneCase(dot + 1, hostEnd)) {
      return 0;
    }
    boolean country = path && hostEnd - dot == 3;
    boolean told = WordClass.BARE_TLD.isIn(WordClasses.of(text, dot + 1, hostEnd));
    return country || told ? hostEnd : 0;
  }

  /** The last dot of a part, or 0. */
  private int lastDot(int start, int end) {
    int dot = end - 1;
    while (dot >= start && text.charAt(dot) != '.') {
      dot--;
    }
    return dot < start ? 0 : dot;
  }

  private boolean isOneCase(int start, int end) {
    boolean small = text.charAt(start) >= 'a';
    for (int i = start; i < end; i++) {
      char unit = text.charAt(i);
      if (unit >= 0x80 || unit < 'A' || unit >= 'a' != small) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeparator(char unit) {
    return unit == '.' || unit == '-' || unit == '_';
  }

  /** Takes the link whose host's name ends at {@code hostEnd}; returns where it ends. */
  private int link(int start, int hostEnd) {
    int end = hostEnd;
    if (end < length && isPathStart(text.charAt(end))) {
      while (end < length && !isStop(text.charAt(end))) {
        end++;
      }
    }
    int trimmed = end;
    while (trimmed > hostEnd && isTrailing(text.charAt(trimmed - 1))) {
      trimmed--;
    }
    markup.addLink(start, trimmed);
    return end;
  }

  private static boolean isPathStart(char unit) {
    return unit == '/' || unit == '?' || unit == '#' || unit == ':';
  }

  private static boolean isStop(char unit) {
    return unit <= ' '
        || unit == '"'
        || unit == 0xA0
        || unit == 0x3000
        || MarkupReader.isMark(unit);
  }

  private static boolean isTrailing(char unit) {
    return switch (unit) {
      case '.', ',', ';', ':', '!', '?', ')', '\'', '*', '_' -> true;
      default -> false;
    };
  }

  /** Takes a mail address whose host starts at {@code start}; returns where it ends, or 0. */
  private int mail(int start) {
    int end = hostEnd(start);
    int dot = lastDot(start, end - 1);
    if (dot <= start || end - dot < 3) {
      return 0;
    }
    surface.mails++;
    surface.addWord();
    return end;
  }

  /** A name after an at-sign that nothing stands before. */
  private int handle(int at) {
    boolean starts = at == 0 || !WebAddress.isHostUnit(text.charAt(at - 1));
    int end = starts ? hostEnd(at + 1) : 0;
    if (end - at <= 3) {
      return at + 1;
    }
    surface.handles++;
    surface.addWord();
    return end;
  }
}
