package dev.replyguard.text;

import java.util.Map;

/**
 * Reads the escapes of URLs ("%66", of ASCII only) and of HTML ("&amp;#102;", "&amp;amp;") as what
 * they stand for. What one yields may end another: "%2566" is "%66" is "f". Links are left alone.
 */
final class EscapeDecoding {
  private static final int LONGEST_ENTITY = 10;

  private static final Map<String, Integer> NAMED =
      Map.ofEntries(
          Map.entry("amp", (int) '&'),
          Map.entry("lt", (int) '<'),
          Map.entry("gt", (int) '>'),
          Map.entry("quot", (int) '"'),
          Map.entry("apos", (int) '\''),
          Map.entry("nbsp", (int) ' '),
          Map.entry("shy", 0xAD),
          Map.entry("lsquo", (int) '\''),
          Map.entry("rsquo", (int) '\''),
          Map.entry("ldquo", (int) '"'),
          Map.entry("rdquo", (int) '"'),
          Map.entry("ndash", (int) '-'),
          Map.entry("mdash", (int) '-'),
          Map.entry("excl", (int) '!'),
          Map.entry("num", (int) '#'),
          Map.entry("percnt", (int) '%'),
          Map.entry("commat", (int) '@'),
          Map.entry("dollar", (int) '$'),
          Map.entry("period", (int) '.'),
          Map.entry("ast", (int) '*'));

  private static final int NONE = -1;

  private EscapeDecoding() {}

  static boolean apply(NormalizedText text) {
    char[] padded = text.padded();
    int length = text.length();
    char[] decoded = new char[length];
    // The place in the text, of padded(), where the part starts that a decoded unit came from.
    int[] from = new int[length + 1];
    int size = 0;
    boolean link = false;
    boolean changed = false;
    text.beginEdits();
    for (int i = 1; i <= length; i++) {
      decoded[size] = padded[i];
      from[size++] = i;
      link = padded[i] != ' ' && (link || startsLink(decoded, size));
      int before;
      do {
        before = size;
        size = link ? size : reduce(decoded, size);
        changed |= size != before;
      } while (size != before);
    }
    if (!changed) {
      return false;
    }
    from[size] = length + 1;
    for (int i = 0; i < size; i++) {
      if (from[i + 1] - from[i] != 1 || padded[from[i]] != decoded[i]) {
        int units = Character.isHighSurrogate(decoded[i]) && i + 1 < size ? 2 : 1;
        text.decode(from[i], from[i + units], decoded[i]);
        text.replace(
            from[i], from[i + units], new char[] {decoded[i], decoded[i + units - 1]}, units);
        i += units - 1;
      }
    }
    return text.finishEdits();
  }

  private static boolean startsLink(char[] units, int size) {
    return size >= 3 && units[size - 1] == '/' && units[size - 2] == '/' && units[size - 3] == ':';
  }

  /** Replaces an escape that ends at {@code size} by what it stands for; the new size. */
  private static int reduce(char[] units, int size) {
    char last = units[size - 1];
    if (last == ';') {
      return entity(units, size);
    }
    if (size < 3 || units[size - 3] != '%') {
      return size;
    }
    int high = Character.digit(units[size - 2], 16);
    int low = Character.digit(last, 16);
    int value = 16 * high + low;
    if (last >= 0x80 || units[size - 2] >= 0x80 || high < 0 || low < 0 || !isPrintable(value)) {
      return size;
    }
    units[size - 3] = (char) value;
    return size - 2;
  }

  private static boolean isPrintable(int value) {
    return value >= ' ' && value < 0x7F;
  }

  private static int entity(char[] units, int size) {
    int start = size - 2;
    while (start >= 0 && size - start <= LONGEST_ENTITY && isOfName(units[start])) {
      start--;
    }
    if (start < 0 || units[start] != '&' || size - start < 4) {
      return size;
    }
    int value = value(new String(units, start + 1, size - start - 2));
    if (value == NONE) {
      return size;
    }
    return start + Character.toChars(value, units, start);
  }

  private static boolean isOfName(char unit) {
    return Disguise.isLetter(unit) || Disguise.isDigit(unit) || unit == '#';
  }

  private static int value(String name) {
    if (name.charAt(0) != '#') {
      return NAMED.getOrDefault(name, NONE);
    }
    try {
      int value =
          name.charAt(1) == 'x'
              ? Integer.parseInt(name.substring(2), 16)
              : Integer.parseInt(name.substring(1));
      boolean character =
          value >= ' '
              && Character.isValidCodePoint(value)
              && !(value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE);
      return character ? value : NONE;
    } catch (NumberFormatException e) {
      return NONE;
    }
  }
}
