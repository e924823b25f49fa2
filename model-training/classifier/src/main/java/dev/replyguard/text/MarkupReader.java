package dev.replyguard.text;

import dev.replyguard.text.Surface.Markup;

/**
 * Follows the marks of a text: anchors in HTML, BBCode and Markdown, choices of words in braces. It
 * belongs to one thread.
 */
final class MarkupReader {
  // Between "<a" and the sign that follows the name of its attribute.
  private static final int MOST_ATTRIBUTE_UNITS = 40;
  private static final int NONE = -1;

  private String text = "";
  private Surface surface = new Surface();
  private Markup markup = Markup.NONE;
  private int anchorStart;
  private int lastTagEnd;
  private int openBracket;
  private int openBrace;
  private boolean choice;

  void begin(String newText, Surface into) {
    text = newText;
    surface = into;
    markup = Markup.NONE;
    anchorStart = NONE;
    lastTagEnd = 0;
    openBracket = NONE;
    openBrace = NONE;
    choice = false;
  }

  static boolean isMark(char unit) {
    return switch (unit) {
      case '<', '>', '[', ']', '{', '|', '}' -> true;
      default -> false;
    };
  }

  /** Takes the mark at {@code at}; returns where to go on. */
  int read(char mark, int at) {
    switch (mark) {
      case '<' -> {
        return tag(at);
      }
      case '>' -> lastTagEnd = at + 1;
      case '[' -> {
        return code(at);
      }
      case ']' -> {
        if (markup == Markup.BBCODE && anchorStart < 0) {
          anchorStart = at + 1;
        }
      }
      case '{' -> {
        openBrace = at;
        choice = false;
      }
      case '|' -> choice = true;
      default -> {
        surface.spun += openBrace >= 0 && choice ? 1 : 0;
        openBrace = NONE;
      }
    }
    return at + 1;
  }

  /** Adds a link with the markup that it stands in. */
  void addLink(int start, int end) {
    boolean markdown = start > 1 && text.charAt(start - 1) == '(' && text.charAt(start - 2) == ']';
    surface.addLink(start, end, markdown ? Markup.MARKDOWN : markup);
    if (markdown && openBracket >= 0) {
      surface.setAnchor(openBracket + 1, start - 2);
    }
  }

  /** A tag of HTML: that of an anchor, or one that says nothing. */
  private int tag(int at) {
    if (text.regionMatches(true, at, "</a", 0, 3)) {
      closeAnchor(at);
      return Math.min(text.length(), at + 4);
    }
    boolean anchor =
        text.regionMatches(true, at, "<a", 0, 2)
            && at + 2 < text.length()
            && !WebAddress.isHostUnit(text.charAt(at + 2));
    if (!anchor) {
      return at + 1;
    }
    markup = Markup.HTML;
    return attribute(at + 2);
  }

  /** Passes over the name of an anchor's attribute: it is no word. */
  private int attribute(int from) {
    int limit = Math.min(text.length(), from + MOST_ATTRIBUTE_UNITS);
    int at = from;
    while (at < limit && text.charAt(at) != '=' && text.charAt(at) != '>') {
      at++;
    }
    return at;
  }

  private int code(int at) {
    if (starts(at, "[url") || starts(at, "[link")) {
      markup = Markup.BBCODE;
      anchorStart = NONE;
      return nameEnd(at + 1);
    }
    if (starts(at, "[/url") || starts(at, "[/link")) {
      closeAnchor(at);
      return nameEnd(at + 2);
    }
    openBracket = at;
    return at + 1;
  }

  private boolean starts(int at, String name) {
    return text.regionMatches(true, at, name, 0, name.length());
  }

  private int nameEnd(int from) {
    int end = from;
    while (end < text.length() && WebAddress.isHostUnit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private void closeAnchor(int at) {
    if (markup != Markup.NONE) {
      int from = markup == Markup.HTML ? lastTagEnd : anchorStart;
      if (from > 0) {
        surface.setAnchor(from, at);
      }
      surface.wordAfterLinks = false;
    }
    markup = Markup.NONE;
  }
}
