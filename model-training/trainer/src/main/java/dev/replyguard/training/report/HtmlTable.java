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
    write(html, table, 0, marker);
  }

  /**
   * Writes a table whose rows are grouped by their first columns: what these say stands above each
   * group, once, so that a narrow screen has room for the others.
   *
   * @param groupedBy how many columns
   */
  static void write(Html html, Table table, int groupedBy) {
    write(html, table, groupedBy, Marker.NONE);
  }

  private static void write(Html html, Table table, int groupedBy, Marker marker) {
    if (table.rows().isEmpty()) {
      html.element("p", table.caption() + ": not measured here.", "class", "note");
      return;
    }
    open(html, table.caption());
    html.open("thead").open("tr");
    List<Table.Column> columns = table.columns();
    for (Table.Column column : columns.subList(groupedBy, columns.size())) {
      html.element("th", column.name(), "scope", "col", "class", column.isNumber() ? "n" : "");
    }
    html.close().close().open("tbody");
    List<String> group = List.of();
    for (List<String> row : table.rows()) {
      List<String> next = row.subList(0, groupedBy);
      if (!next.equals(group)) {
        group = next;
        html.close().open("tbody");
        group(html, String.join(", ", group), columns.size() - groupedBy);
      }
      html.open("tr");
      for (int i = groupedBy; i < row.size(); i++) {
        cell(html, columns.get(i), i == groupedBy, row.get(i), marker.styleOf(i, row.get(i)));
      }
      html.closeLine();
    }
    html.close();
    close(html);
  }

  /** Writes the row above a group, over so many columns. */
  static void group(Html html, String name, int columns) {
    html.open("tr", "class", "group");
    html.open("th", "scope", "rowgroup", "colspan", Integer.toString(columns));
    html.element("span", name, "class", "stay").close().closeLine();
  }

  /** Opens a table with its caption; the caller writes head and body. */
  static void open(Html html, String caption) {
    html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
    html.open("table").open("caption").element("span", caption, "class", "stay").close();
  }

  static void close(Html html) {
    html.close().closeLine();
  }

  private static void cell(
      Html html, Table.Column column, boolean isHead, String text, String mark) {
    String style = (column.isNumber() ? "n " : "") + mark;
    if (isHead) {
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
