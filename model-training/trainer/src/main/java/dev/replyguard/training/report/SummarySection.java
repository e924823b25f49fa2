package dev.replyguard.training.report;

import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.evaluation.Mean;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.Evaluation.FunctionalFigures;
import dev.replyguard.training.measuring.Evaluation.RobustnessFigures;
import dev.replyguard.training.measuring.EvaluationReport;
import dev.replyguard.training.perturbation.RobustnessResults;
import java.util.Comparator;
import java.util.Map;

/** The most important figures, and what stands out. */
final class SummarySection {
  private SummarySection() {}

  static void write(
      Html html, EvaluationReport report, Map<Label, RecommendedThresholds> thresholds) {
    html.open("section", "id", "summary").element("h2", "Summary");
    html.open("dl", "class", "tiles");
    tiles(html, report);
    html.closeLine();
    html.element("h3", "What stands out").open("ul", "class", "findings");
    for (Findings.Finding finding : Findings.of(report, thresholds)) {
      html.open("li", "class", finding.isGood() ? "good" : "bad");
      html.element("span", finding.isGood() ? "Good: " : "Mind: ", "class", "verdict");
      html.text(finding.text()).closeLine();
    }
    html.close();
    HtmlTable.write(html, EvaluationTables.headlines(report.evaluation()), 2);
    html.closeLine();
  }

  private static void tiles(Html html, EvaluationReport report) {
    Evaluation evaluation = report.evaluation();
    for (Mean mean : evaluation.means()) {
      String interval = Format.interval(mean.interval(), 4);
      tile(
          html,
          "mean ROC AUC of %d labels".formatted(mean.labels().size()),
          Format.number(mean.rocAuc(), 4),
          interval.isEmpty() ? mean.dataset() : "%s; %s".formatted(interval, mean.dataset()));
    }
    evaluation.figures().stream()
        .filter(f -> evaluation.headlines().contains(f.dataset()) && f.hasRealisticRate())
        .max(Comparator.comparingDouble(Figures::calibrationError))
        .ifPresent(
            worst ->
                tile(
                    html,
                    "largest calibration error",
                    Format.number(worst.calibrationError(), 3),
                    worst.label() + ", " + worst.rows()));
    evaluation.functional().stream().limit(1).forEach(at -> suite(html, at));
    evaluation.robustness().stream().limit(1).forEach(at -> disguises(html, at));
    if (report.speed().typicalComments() > 0) {
      tile(
          html,
          "to score a comment of 280 characters",
          Format.number(report.speed().typicalMedianMicros(), 1) + " \u00b5s",
          "median; %s comments of all lengths a second on one thread"
              .formatted(Format.count(report.speed().commentsPerSecond())));
    }
    tile(
        html,
        "bundle",
        Format.number(report.bundle().bytes() / 1e6, 1) + " MB",
        "ready to score after " + Format.count(report.bundle().loadMillis()) + " ms");
  }

  private static void suite(Html html, FunctionalFigures at) {
    tile(
        html,
        "functional suite",
        Format.percent(at.results().accuracy(), 1),
        "of %d cases right at %s".formatted(at.results().cases(), at.at()));
  }

  private static void disguises(Html html, RobustnessFigures at) {
    at.results().rows().stream()
        .filter(row -> Double.isFinite(row.recallKept()))
        .min(Comparator.comparingDouble(RobustnessResults.Row::recallKept))
        .ifPresent(
            worst ->
                tile(
                    html,
                    "recall kept by the worst disguise",
                    Format.percent(worst.recallKept(), 1),
                    Format.words(worst.perturbation()) + ", at " + BehaviourTables.threshold(at)));
  }

  private static void tile(Html html, String name, String figure, String detail) {
    html.open("div").element("dt", name);
    html.element("dd", figure, "class", "figure").element("dd", detail, "class", "detail");
    html.close();
  }
}
