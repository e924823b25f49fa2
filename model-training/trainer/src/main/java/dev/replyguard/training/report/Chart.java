package dev.replyguard.training.report;

import dev.replyguard.training.evaluation.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small chart over 0..1 on both axes, drawn as SVG; colours come from the page's style sheet.
 * Lines are told apart by dashes too, not by colour alone.
 */
final class Chart {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 280;
  private static final int LEFT = 50;
  private static final int RIGHT = 12;
  private static final int TOP = 10;
  private static final int BOTTOM = 44;
  private static final int TICKS = 5;

  private final String title;
  private final String description;
  private final String xName;
  private final String yName;
  private final List<Line> lines = new ArrayList<>();
  private final List<Dot> dots = new ArrayList<>();
  private final List<Bar> bars = new ArrayList<>();
  private final List<Double> marks = new ArrayList<>();
  private boolean diagonal;

  /** Points joined by a line; {@code style} is a class of the style sheet. */
  record Line(String name, String style, List<Point> points) {}

  /** A point with an error bar from {@code low} to {@code high}. */
  record Dot(String name, String style, double x, double y, double low, double high) {}

  /** A bar from the bottom, {@code from} to {@code to}. */
  record Bar(double from, double to, double height) {}

  Chart(String title, String description, String xName, String yName) {
    this.title = title;
    this.description = description;
    this.xName = xName;
    this.yName = yName;
  }

  Chart line(String name, String style, List<Point> points) {
    lines.add(new Line(name, style, List.copyOf(points)));
    return this;
  }

  Chart dot(Dot dot) {
    dots.add(dot);
    return this;
  }

  Chart bar(double from, double to, double height) {
    bars.add(new Bar(from, to, height));
    return this;
  }

  /** A line from corner to corner. */
  Chart withDiagonal() {
    diagonal = true;
    return this;
  }

  /** An upright line. */
  Chart mark(double x) {
    marks.add(x);
    return this;
  }

  /** Writes the chart as a figure with a caption and a legend. */
  void write(Html html) {
    html.open("figure", "class", "chart");
    html.element("figcaption", title);
    html.open(
        "svg",
        "viewBox",
        "0 0 %d %d".formatted(WIDTH, HEIGHT),
        "role",
        "img",
        "aria-label",
        title + ". " + description);
    grid(html);
    bars.forEach(bar -> write(html, bar));
    if (diagonal) {
      segment(html, "diagonal", 0, 0, 1, 1);
    }
    marks.forEach(x -> segment(html, "mark", x, 0, x, 1));
    lines.forEach(line -> write(html, line));
    dots.forEach(dot -> write(html, dot));
    html.close();
    legend(html);
    html.closeLine();
  }

  private void grid(Html html) {
    for (int i = 0; i <= TICKS; i++) {
      double at = (double) i / TICKS;
      segment(html, "grid", at, 0, at, 1);
      segment(html, "grid", 0, at, 1, at);
      String label = String.format(Locale.ROOT, "%.1f", at);
      text(html, label, x(at), HEIGHT - BOTTOM + 17.0, "middle");
      text(html, label, LEFT - 6.0, y(at) + 4.5, "end");
    }
    text(html, xName, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6.0, "middle");
    double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
    html.open(
            "text",
            "x",
            number(13),
            "y",
            number(middle),
            "text-anchor",
            "middle",
            "transform",
            "rotate(-90 13 %s)".formatted(number(middle)))
        .text(yName)
        .close();
  }

  private static void text(Html html, String text, double x, double y, String anchor) {
    html.element("text", text, "x", number(x), "y", number(y), "text-anchor", anchor);
  }

  private static void segment(Html html, String style, double x1, double y1, double x2, double y2) {
    html.open(
        "line",
        "class",
        style,
        "x1",
        number(x(x1)),
        "y1",
        number(y(y1)),
        "x2",
        number(x(x2)),
        "y2",
        number(y(y2)));
  }

  private static void write(Html html, Bar bar) {
    html.open(
        "rect",
        "class",
        "share",
        "x",
        number(x(bar.from)),
        "y",
        number(y(bar.height)),
        "width",
        number(x(bar.to) - x(bar.from) - 1),
        "height",
        number(y(0) - y(bar.height)));
  }

  private static void write(Html html, Line line) {
    StringBuilder path = new StringBuilder();
    for (Point point : line.points) {
      if (Double.isFinite(point.x()) && Double.isFinite(point.y())) {
        path.append(path.isEmpty() ? "M" : "L")
            .append(number(x(point.x())))
            .append(' ')
            .append(number(y(point.y())));
      }
    }
    html.open("path", "class", "curve " + line.style, "d", path.toString());
  }

  private static void write(Html html, Dot dot) {
    segment(html, "error " + dot.style, dot.x, dot.low, dot.x, dot.high);
    html.open(
        "circle", "class", dot.style, "cx", number(x(dot.x)), "cy", number(y(dot.y)), "r", "3.5");
  }

  private void legend(Html html) {
    html.open("ul", "class", "legend");
    for (Line line : lines) {
      key(html, line.name, line.style);
    }
    List<String> named = new ArrayList<>();
    for (Dot dot : dots) {
      if (!named.contains(dot.name)) {
        named.add(dot.name);
        key(html, dot.name, dot.style);
      }
    }
    html.close();
  }

  private static void key(Html html, String name, String style) {
    html.open("li");
    html.open("svg", "viewBox", "0 0 24 8", "class", "key", "aria-hidden", "true");
    html.open("path", "class", "curve " + style, "d", "M0 4L24 4").close();
    html.text(name).close();
  }

  private static double x(double value) {
    return LEFT + value * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double value) {
    return HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
