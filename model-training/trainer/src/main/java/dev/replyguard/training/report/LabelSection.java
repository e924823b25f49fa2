package dev.replyguard.training.report;

import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.training.evaluation.Confusion;
import dev.replyguard.training.evaluation.Curves;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.evaluation.Point;
import dev.replyguard.training.measuring.EvaluationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Four charts for every label, and where it is right and wrong. */
final class LabelSection {
  /** More lines in a chart cannot be told apart. */
  private static final int MOST_SETS = 2;

  private static final List<String> STYLES = List.of("one", "two");

  private final EvaluationReport report;
  private final Map<Label, RecommendedThresholds> thresholds;
  private final Html html;

  LabelSection(Html html, EvaluationReport report, Map<Label, RecommendedThresholds> thresholds) {
    this.html = html;
    this.report = report;
    this.thresholds = thresholds;
  }

  void write() {
    html.open("section", "id", "labels").element("h2", "Label by label");
    html.element(
        "p",
        "Drawn on headline data: comments at the rates they have where they are written, and"
            + " official tests.",
        "class",
        "note");
    for (Label label : Label.ALL) {
      List<Curves> curves = curvesOf(label);
      if (!curves.isEmpty()) {
        write(label, curves);
      }
    }
    html.closeLine();
  }

  /** The first data sets that tell of the label. */
  private List<Curves> curvesOf(Label label) {
    return report.curves().stream()
        .filter(curves -> curves.label().equals(label.key()))
        .limit(MOST_SETS)
        .toList();
  }

  private void write(Label label, List<Curves> curves) {
    html.open("section", "id", label.key(), "class", "label");
    html.element("h3", Format.words(label.key()));
    html.open("div", "class", "charts");
    roc(curves).write(html);
    precisionRecall(curves).write(html);
    reliability(curves).write(html);
    thresholds(label, curves.get(0)).write(html);
    html.closeLine();
    reliabilityTable(curves);
    confusion(label);
    html.closeLine();
  }

  private Chart roc(List<Curves> curves) {
    Chart chart =
        new Chart(
            "ROC",
            "Share of comments with the label found, by share of others wrongly given it."
                + described(curves, Figures::rocAuc, "area"),
            "false positive rate",
            "true positive rate");
    lines(chart, curves, Curves::roc);
    return chart.withDiagonal();
  }

  private Chart precisionRecall(List<Curves> curves) {
    Chart chart =
        new Chart(
            "Precision and recall",
            "Share of hits that are right, by share of comments with the label found."
                + described(curves, Figures::prAuc, "area"),
            "recall",
            "precision");
    lines(chart, curves, Curves::precisionRecall);
    return chart;
  }

  private interface LineOf {
    List<Point> points(Curves curves);
  }

  private static void lines(Chart chart, List<Curves> curves, LineOf lineOf) {
    for (int i = 0; i < curves.size(); i++) {
      chart.line(curves.get(i).dataset(), STYLES.get(i), lineOf.points(curves.get(i)));
    }
  }

  private String described(List<Curves> curves, ToDoubleFunction<Figures> figure, String name) {
    StringBuilder text = new StringBuilder();
    for (Curves one : curves) {
      report.evaluation().figures().stream()
          .filter(f -> f.dataset().equals(one.dataset()) && f.rows().equals(one.rows()))
          .filter(f -> f.label().equals(one.label()))
          .findFirst()
          .ifPresent(
              f ->
                  text.append(
                      " %s, %s: %s %s."
                          .formatted(
                              f.dataset(),
                              f.rows(),
                              name,
                              Format.number(figure.applyAsDouble(f), 4))));
    }
    return text.toString();
  }

  private Chart reliability(List<Curves> curves) {
    Chart chart =
        new Chart(
                "Reliability",
                "Share of comments with the label, by their mean score, with 95 % intervals; bars:"
                    + " the share of all comments."
                    + described(curves, Figures::calibrationError, "expected calibration error"),
                "mean score",
                "share with the label")
            .withDiagonal();
    for (int i = 0; i < curves.size(); i++) {
      Curves one = curves.get(i);
      for (Curves.Bin bin : one.reliability()) {
        if (i == 0) {
          double from = Math.floor(bin.meanScore() * 10) / 10;
          chart.bar(Math.min(from, 0.9), Math.min(from, 0.9) + 0.1, bin.share());
        }
        chart.dot(
            new Chart.Dot(
                one.dataset(),
                STYLES.get(i),
                bin.meanScore(),
                bin.rate(),
                bin.interval().low(),
                bin.interval().high()));
      }
    }
    return chart;
  }

  private Chart thresholds(Label label, Curves curves) {
    Chart chart =
        new Chart(
            "Thresholds",
            "Precision, recall and share of all comments that a threshold brings, on "
                + curves.dataset()
                + "; upright lines: recommended thresholds.",
            "score",
            "share");
    List<Point> precision = new ArrayList<>();
    List<Point> recall = new ArrayList<>();
    List<Point> flagged = new ArrayList<>();
    for (Curves.ThresholdPoint point : curves.thresholds()) {
      precision.add(new Point(point.threshold(), point.precision()));
      recall.add(new Point(point.threshold(), point.recall()));
      flagged.add(new Point(point.threshold(), point.flagged()));
    }
    thresholds
        .getOrDefault(label, RecommendedThresholds.NONE)
        .points()
        .forEach(point -> chart.mark(point.threshold()));
    return chart
        .line("precision", "one", precision)
        .line("recall", "two", recall)
        .line("share of all comments", "three", flagged);
  }

  private void reliabilityTable(List<Curves> curves) {
    html.open("details").element("summary", "Reliability as a table");
    for (Curves one : curves) {
      List<List<String>> rows = new ArrayList<>();
      for (Curves.Bin bin : one.reliability()) {
        rows.add(
            List.of(
                Format.number(bin.meanScore(), 3),
                Integer.toString(bin.comments()),
                Format.percent(bin.share(), 2),
                Format.with(bin.rate(), bin.interval(), 3)));
      }
      HtmlTable.write(
          html,
          new Table(
              "Scores and what came true, " + one.dataset() + ", " + one.rows(),
              List.of(
                  Table.number("mean score"),
                  Table.number("comments"),
                  Table.number("share of all, weighted"),
                  Table.number("share with the label")),
              rows));
    }
    html.closeLine();
  }

  private void confusion(Label label) {
    List<Confusion> found =
        report.evaluation().confusions().stream()
            .filter(confusion -> confusion.label().equals(label.key()))
            .toList();
    html.open("details").element("summary", "Right and wrong by source");
    HtmlTable.write(html, EvaluationTables.confusions(found));
    html.closeLine();
  }
}
