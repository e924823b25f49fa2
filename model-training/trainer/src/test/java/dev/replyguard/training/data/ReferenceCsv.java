package dev.replyguard.training.data;

import java.util.ArrayList;
import java.util.List;

/**
 * CSV as {@code docs/data-format.md} describes it, read in the plainest way, to hold {@link
 * CsvTable} to: one unit after another, the whole text in memory.
 */
final class ReferenceCsv {
  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private int next;
  private int line = 1;

  private ReferenceCsv(String text) {
    this.text = text;
  }

  /**
   * A record that is no empty line.
   *
   * @param number of the line it starts at, from 1
   * @param fields what it holds; none where its quotes are broken, and then it is the last
   */
  record Line(int number, List<String> fields) {
    Line {
      fields = List.copyOf(fields);
    }

    boolean isBroken() {
      return fields.isEmpty();
    }
  }

  static List<Line> read(String text) {
    ReferenceCsv csv = new ReferenceCsv(text);
    while (csv.next < text.length()) {
      csv.readRecord();
    }
    return csv.lines;
  }

  private void readRecord() {
    int start = line;
    List<String> fields = new ArrayList<>();
    boolean more = true;
    while (more) {
      StringBuilder field = new StringBuilder();
      boolean good = at('"') ? readQuoted(field) : readPlain(field);
      if (!good) {
        lines.add(new Line(start, List.of()));
        next = text.length();
        return;
      }
      fields.add(field.toString());
      more = at(',');
      next += more ? 1 : 0;
    }
    readLineEnd();
    if (fields.size() > 1 || !fields.get(0).isEmpty()) {
      lines.add(new Line(start, fields));
    }
  }

  private boolean readPlain(StringBuilder field) {
    while (next < text.length() && !at(',') && !at('\r') && !at('\n')) {
      field.append(text.charAt(next++));
    }
    return true;
  }

  /** Up to the closing quote, and over blanks behind it; whether both was there. */
  private boolean readQuoted(StringBuilder field) {
    next++;
    while (next < text.length()) {
      if (at('"')) {
        next++;
        if (!at('"')) {
          return readBlanks();
        }
      }
      if (at('\r') || at('\n')) {
        field.append(text, next, readLineEnd());
      } else {
        field.append(text.charAt(next++));
      }
    }
    return false;
  }

  private boolean readBlanks() {
    while (next < text.length() && !at(',') && !at('\r') && !at('\n')) {
      if (!Character.isWhitespace(text.charAt(next++))) {
        return false;
      }
    }
    return true;
  }

  /** Goes over a line end, if here is one; where to. */
  private int readLineEnd() {
    if (at('\r') || at('\n')) {
      next += text.startsWith("\r\n", next) ? 2 : 1;
      line++;
    }
    return next;
  }

  private boolean at(char unit) {
    return next < text.length() && text.charAt(next) == unit;
  }
}
