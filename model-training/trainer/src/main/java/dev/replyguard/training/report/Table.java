package dev.replyguard.training.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table to be shown in some form.
 *
 * @param caption what it shows, in a few words
 * @param columns from the left
 * @param rows each with as many cells as there are columns
 */
record Table(String caption, List<Column> columns, List<List<String>> rows) {
  Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            caption + ": " + columns.size() + " cells a row expected, got " + row.size());
      }
    }
  }

  /** A column: numbers stand to the right, words to the left. */
  record Column(String name, boolean isNumber) {}

  /** Words. */
  static Column words(String name) {
    return new Column(name, false);
  }

  /** Numbers. */
  static Column number(String name) {
    return new Column(name, true);
  }

  /** As GitHub-flavoured Markdown, without the caption. */
  String toMarkdown() {
    StringBuilder text = new StringBuilder();
    line(text, columns.stream().map(Column::name).toList());
    line(text, columns.stream().map(column -> column.isNumber ? "---:" : "---").toList());
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append('|');
    for (String cell : cells) {
      text.append(cell.isEmpty() ? "" : " ").append(cell.replace("|", "\\|")).append(" |");
    }
    text.append('\n');
  }

  /** For a terminal: columns apart by blanks, as wide as their widest cell. */
  String toText() {
    List<List<String>> all = new ArrayList<>();
    all.add(columns.stream().map(Column::name).toList());
    all.addAll(rows);
    int[] widths = new int[columns.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : "  ");
        line.append(columns.get(i).isNumber ? padding + row.get(i) : row.get(i) + padding);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
