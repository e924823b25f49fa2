package dev.replyguard.pipeline.rules;

import java.util.List;

/** A text in small letters with plain dots where it has written-out ones, and the way back. */
final class PlainDots {
  private static final List<String> DOTS = List.of("[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}");

  private final String written;
  private final String text;
  private final int[] offsets;

  private PlainDots(String written, String text, int[] offsets) {
    this.written = written;
    this.text = text;
    this.offsets = offsets;
  }

  static PlainDots of(String written) {
    StringBuilder plain = new StringBuilder(written.length());
    int[] offsets = new int[written.length() + 1];
    int i = 0;
    while (i < written.length()) {
      offsets[plain.length()] = i;
      int dot = dotAt(written, i);
      plain.append(dot > 0 ? '.' : Character.toLowerCase(written.charAt(i)));
      i += Math.max(dot, 1);
    }
    offsets[plain.length()] = written.length();
    return new PlainDots(written, plain.toString(), offsets);
  }

  /** Whether there is a dot of any kind. */
  static boolean anyIn(String written) {
    for (int i = 0; i < written.length(); i++) {
      if (dotAt(written, i) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The text as it was written. */
  String written() {
    return written;
  }

  /** The text with plain dots. */
  String text() {
    return text;
  }

  /** Where in the text as it was written the unit of {@link #text} at that index stands. */
  int writtenAt(int index) {
    return offsets[index];
  }

  /** The length of what is a dot, or stands for one, there; 0 where nothing does. */
  private static int dotAt(String written, int at) {
    return switch (written.charAt(at)) {
      case '.', '\u3002', '\uff0e', '\uff61' -> 1;
      case '[', '(', '{' ->
          DOTS.stream()
              .filter(dot -> written.regionMatches(true, at, dot, 0, dot.length()))
              .mapToInt(String::length)
              .findFirst()
              .orElse(0);
      default -> 0;
    };
  }
}
