package dev.replyguard.training.report;

import dev.replyguard.model.Interval;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.evaluation.Figures.Intervals;
import dev.replyguard.training.measuring.Evaluation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every label on every source, each area drawn with its interval. */
final class SourceSection {
  /** A model that knows nothing has an area of a half. */
  private static final double CHANCE = 0.5;

  private static final int COLUMNS = 7;
  private static final int WIDTH = 120;
  private static final int HEIGHT = 14;

  private SourceSection() {}

  static void write(Html html, Evaluation evaluation) {
    html.open("section", "id", "sources").element("h2", "Source by source");
    html.element(
        "p",
        "Most sources were not drawn at natural rates, so their precision and calibration say"
            + " little; their ranking does. A line shows where the ROC AUC lies with 95 %"
            + " confidence, from 0.5 (chance) on the left to 1 on the right; no line: too few"
            + " comments to say.",
        "class",
        "note");
    HtmlTable.open(html, "Every label on every source");
    html.open("thead").open("tr");
    html.element("th", "label", "scope", "col");
    html.element("th", "ROC AUC", "scope", "col", "class", "n");
    html.element("th", "0.5 to 1", "scope", "col");
    for (String name : List.of("PR AUC", "ECE", "comments", "with it")) {
      html.element("th", name, "scope", "col", "class", "n");
    }
    html.close().close().open("tbody");
    String group = "";
    for (Figures figures : evaluation.figures()) {
      String next = figures.dataset() + ", " + figures.rows();
      if (!next.equals(group)) {
        group = next;
        html.close().open("tbody");
        HtmlTable.group(html, group, COLUMNS);
      }
      row(html, figures);
    }
    html.close();
    HtmlTable.close(html);
    html.closeLine();
  }

  private static void row(Html html, Figures f) {
    Intervals intervals = f.intervals();
    Interval area = intervals == null ? null : intervals.rocAuc();
    html.open("tr").element("th", f.label(), "scope", "row");
    figure(html, Format.with(f.rocAuc(), area, 4));
    html.open("td");
    whisker(html, f.rocAuc(), area);
    html.close();
    figure(html, Format.with(f.prAuc(), intervals == null ? null : intervals.prAuc(), 3));
    figure(
        html,
        Format.with(
            f.calibrationError(), intervals == null ? null : intervals.calibrationError(), 3));
    html.element("td", Format.count(f.comments()), "class", "n");
    html.element("td", Format.count(f.positives()), "class", "n");
    html.closeLine();
  }

  private static void figure(Html html, String text) {
    html.open("td", "class", "n");
    HtmlTable.figure(html, text);
    html.close();
  }

  private static void whisker(Html html, double value, @Nullable Interval interval) {
    html.open(
        "svg",
        "viewBox",
        "0 0 %d %d".formatted(WIDTH, HEIGHT),
        "class",
        "whisker",
        "aria-hidden",
        "true");
    line(html, "grid", 0, WIDTH);
    if (interval != null) {
      line(html, "error one", x(interval.low()), x(interval.high()));
    }
    html.open(
        "circle",
        "class",
        "one",
        "cx",
        Chart.number(x(value)),
        "cy",
        Chart.number(HEIGHT / 2.0),
        "r",
        "3");
    html.close();
  }

  private static void line(Html html, String style, double from, double to) {
    String middle = Chart.number(HEIGHT / 2.0);
    html.open(
        "line",
        "class",
        style,
        "x1",
        Chart.number(from),
        "x2",
        Chart.number(to),
        "y1",
        middle,
        "y2",
        middle);
  }

  private static double x(double area) {
    double within = Math.min(Math.max(area, CHANCE), 1);
    return 4 + (within - CHANCE) / (1 - CHANCE) * (WIDTH - 8);
  }
}
