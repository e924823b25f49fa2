package dev.replyguard.training.report;

import java.util.List;

/** {@link Table}s as HTML that can be read aloud, and scrolled where it is too wide. */
final class HtmlTable {
  private HtmlTable() {}

  /** Says what a cell deserves: a class of the style sheet, or nothing. */
  interface Marker {
    /** No cell stands out. */
    Marker NONE = (column, text) -> "";

    String styleOf(int column, String text);
  }

  /** Writes a table, or what it lacks. */
  static void write(Html html, Table table) {
    write(html, table, Marker.NONE);
  }

  static void write(Html html, Table table, Marker marker) {
    if (table.rows().isEmpty()) {
      html.element("p", table.caption() + ": not measured here.", "class", "note");
      return;
    }
    open(html, table.caption());
    html.open("thead").open("tr");
    for (Table.Column column : table.columns()) {
      html.element("th", column.name(), "scope", "col", "class", column.isNumber() ? "n" : "");
    }
    html.close().close().open("tbody");
    for (List<String> row : table.rows()) {
      html.open("tr");
      for (int i = 0; i < row.size(); i++) {
        cell(html, table.columns().get(i), i, row.get(i), marker);
      }
      html.closeLine();
    }
    html.close();
    close(html);
  }

  /** Opens a table with its caption; the caller writes head and body. */
  static void open(Html html, String caption) {
    html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
    html.open("table").element("caption", caption);
  }

  static void close(Html html) {
    html.close().closeLine();
  }

  private static void cell(Html html, Table.Column column, int number, String text, Marker marker) {
    String style = (column.isNumber() ? "n " : "") + marker.styleOf(number, text);
    if (number == 0) {
      html.element("th", text, "scope", "row");
    } else if (text.endsWith(" %") && column.isNumber()) {
      html.open("td", "class", style.strip() + " bar", "style", "--share:" + share(text));
      html.text(text).close();
    } else {
      html.open("td", "class", style.strip());
      figure(html, text);
      html.close();
    }
  }

  /** A figure with its interval, if it has one, below it. */
  static void figure(Html html, String text) {
    int bracket = text.endsWith(")") ? text.lastIndexOf(" (") : -1;
    if (bracket < 0) {
      html.text(text);
    } else {
      html.text(text.substring(0, bracket) + ' ');
      html.element("small", text.substring(bracket + 1), "class", "interval");
    }
  }

  private static String share(String percent) {
    return percent.substring(0, percent.length() - 2) + "%";
  }
}
