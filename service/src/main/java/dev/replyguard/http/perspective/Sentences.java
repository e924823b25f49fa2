package dev.replyguard.http.perspective;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits a text into its sentences. */
final class Sentences {
  /** How many spans a text has at most: what is left is the last one. */
  private static final int MAX = 200;

  private Sentences() {}

  /**
   * A part of the text.
   *
   * @param begin where it begins, in UTF-16 units
   * @param end where it ends, exclusive
   */
  record Span(int begin, int end) {}

  /**
   * The sentences, without the white space between them; at least one.
   *
   * @param language tells by which rules, a BCP 47 tag
   */
  static List<Span> of(String text, String language) {
    BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.forLanguageTag(language));
    sentences.setText(text);
    List<Span> spans = new ArrayList<>();
    int begin = sentences.first();
    for (int next = sentences.next(); next != BreakIterator.DONE; next = sentences.next()) {
      int end = spans.size() == MAX - 1 ? text.length() : next;
      add(spans, text, begin, end);
      if (end == text.length()) {
        break;
      }
      begin = next;
    }
    return spans.isEmpty() ? List.of(new Span(0, text.length())) : spans;
  }

  private static void add(List<Span> spans, String text, int from, int to) {
    int begin = from;
    int end = to;
    while (begin < end && Character.isWhitespace(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (begin < end) {
      spans.add(new Span(begin, end));
    }
  }
}
