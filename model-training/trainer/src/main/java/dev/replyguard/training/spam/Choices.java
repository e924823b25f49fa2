package dev.replyguard.training.spam;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes templates apart: what stands between bars and braces. */
final class Choices {
  private static final char ESCAPE = '\\';

  private Choices() {}

  /** The parts of a list, by bars that no brace encloses; a part that is one hyphen is empty. */
  static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    for (String part : parts(list)) {
      String stripped = part.strip();
      parts.add(stripped.equals("-") ? "" : stripped);
    }
    return parts;
  }

  /** The parts of a text, by bars that no brace encloses, blanks and all. */
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == ESCAPE) {
        i++;
      } else if (unit == '{') {
        depth++;
      } else if (unit == '}') {
        depth--;
      } else if (unit == '|' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /**
   * Where the brace closes that opens at {@code open}.
   *
   * @throws IllegalArgumentException when it does not
   */
  static int close(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == ESCAPE) {
        i++;
      } else if (unit == '{') {
        depth++;
      } else if (unit == '}' && --depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("a closing brace expected in " + text);
  }

  /** Adds the names of the slots that a template names, those within choices included. */
  static void slots(String template, Set<String> into) {
    for (int i = 0; i < template.length(); i++) {
      char unit = template.charAt(i);
      if (unit == ESCAPE) {
        i++;
      } else if (unit == '{') {
        int close = close(template, i);
        String inside = template.substring(i + 1, close);
        if (parts(inside).size() > 1) {
          slots(inside, into);
        } else {
          into.add(inside.replaceFirst("~.*", ""));
        }
        i = close;
      }
    }
  }
}
