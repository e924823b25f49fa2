package dev.replyguard.training.report;

import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.functional.BiasResults;
import dev.replyguard.training.functional.FunctionalResults;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.Evaluation.RobustnessFigures;
import dev.replyguard.training.measuring.EvaluationReport;
import dev.replyguard.training.perturbation.RobustnessResults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What stands out in an evaluation, in sentences. */
final class Findings {
  /** What this project asks of a model that it ships. */
  static final double LARGEST_CALIBRATION_ERROR = 0.03;

  static final double LEAST_RECALL_KEPT = 0.90;
  static final double LARGEST_RISE = 0.10;
  static final long LARGEST_BUNDLE = 20_000_000;

  private static final double WEAK_SOURCE = 0.8;
  private static final int MOST_NAMED = 6;

  private final Evaluation evaluation;
  private final List<Finding> findings = new ArrayList<>();

  /** One sentence, and whether it says something good. */
  record Finding(boolean isGood, String text) {}

  private Findings(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** What stands out in the report of a run. */
  static List<Finding> of(EvaluationReport report, Map<Label, RecommendedThresholds> thresholds) {
    List<Finding> all = new ArrayList<>(of(report.evaluation(), thresholds));
    all.add(size(report.bundle().bytes()));
    return all;
  }

  /** What stands out, whatever machine it was measured on. */
  static List<Finding> of(Evaluation evaluation, Map<Label, RecommendedThresholds> thresholds) {
    Findings findings = new Findings(evaluation);
    findings.calibration();
    findings.robustness();
    findings.withoutThreshold(thresholds);
    findings.suite();
    findings.bias();
    findings.weakSources();
    return List.copyOf(findings.findings);
  }

  private void add(boolean good, String sentence) {
    findings.add(new Finding(good, sentence));
  }

  private void calibration() {
    List<Figures> natural =
        evaluation.figures().stream()
            .filter(f -> evaluation.headlines().contains(f.dataset()) && f.hasRealisticRate())
            .toList();
    if (natural.isEmpty()) {
      return;
    }
    List<Figures> off =
        natural.stream().filter(f -> f.calibrationError() > LARGEST_CALIBRATION_ERROR).toList();
    if (off.isEmpty()) {
      add(
          true,
          ("Scores can be taken at their word: the expected calibration error is at most %s for"
                  + " every label (%s asked for).")
              .formatted(
                  Format.number(
                      natural.stream().mapToDouble(Figures::calibrationError).max().orElseThrow(),
                      3),
                  Format.number(LARGEST_CALIBRATION_ERROR, 2)));
    } else {
      add(
          false,
          "Scores are off: the expected calibration error exceeds %s for %s."
              .formatted(
                  Format.number(LARGEST_CALIBRATION_ERROR, 2),
                  named(off.stream().map(Figures::label).toList())));
    }
  }

  private void robustness() {
    if (evaluation.robustness().isEmpty()) {
      return;
    }
    String lost = disguises(row -> row.recallKept() < LEAST_RECALL_KEPT);
    String raised = disguises(row -> row.falsePositiveRise() > LARGEST_RISE);
    if (lost.isEmpty() && raised.isEmpty()) {
      add(
          true,
          ("Each of %d disguises keeps at least 90 %% of the recall at every threshold, and raises"
                  + " false positives by no more than a tenth.")
              .formatted(evaluation.robustness().get(0).results().rows().size()));
    }
    if (!lost.isEmpty()) {
      add(false, "Disguises that cost more than a tenth of recall, %s.".formatted(lost));
    }
    if (!raised.isEmpty()) {
      add(
          false,
          "Disguises that raise false positives by more than a tenth, %s.".formatted(raised));
    }
  }

  /** The disguises of which {@code isBad} is true, by threshold. */
  private String disguises(Predicate<RobustnessResults.Row> isBad) {
    List<String> parts = new ArrayList<>();
    for (RobustnessFigures at : evaluation.robustness()) {
      List<String> bad =
          at.results().rows().stream()
              .filter(isBad)
              .map(row -> Format.words(row.perturbation()))
              .toList();
      if (!bad.isEmpty()) {
        parts.add("at %s: %s".formatted(BehaviourTables.threshold(at), named(bad)));
      }
    }
    return String.join("; ", parts);
  }

  private void withoutThreshold(Map<Label, RecommendedThresholds> thresholds) {
    List<String> none =
        Label.ALL.stream()
            .filter(label -> thresholds.containsKey(label) && isEmpty(thresholds, label))
            .map(Label::key)
            .toList();
    if (!none.isEmpty()) {
      add(
          false,
          "No threshold is recommended for %s: not even a precision of 0.80 was reached."
              .formatted(named(none)));
    }
  }

  private static boolean isEmpty(Map<Label, RecommendedThresholds> thresholds, Label label) {
    return thresholds.getOrDefault(label, RecommendedThresholds.NONE).points().isEmpty();
  }

  private void suite() {
    if (evaluation.functional().isEmpty()) {
      return;
    }
    FunctionalResults results = evaluation.functional().get(0).results();
    List<String> weak =
        results.byFunctionality().stream()
            .filter(row -> row.accuracy() < 0.5)
            .map(row -> Format.words(row.name()))
            .toList();
    if (!weak.isEmpty()) {
      add(
          false,
          "Wrong more often than right at %s, in %d of %d functionalities: %s."
              .formatted(
                  evaluation.functional().get(0).at(),
                  weak.size(),
                  results.byFunctionality().size(),
                  named(weak)));
    }
  }

  private void bias() {
    for (BiasResults bias : evaluation.bias()) {
      List<String> named =
          bias.rows().stream()
              .filter(row -> row.bpsn() < bias.overall() - 0.05)
              .sorted(Comparator.comparingDouble(BiasResults.Row::bpsn))
              .map(row -> Format.words(row.identity()))
              .toList();
      if (!named.isEmpty()) {
        add(
            false,
            "Mentions that score too high on %s (BPSN AUC more than 0.05 below the overall %s): %s."
                .formatted(bias.dataset(), Format.number(bias.overall(), 3), named(named)));
      }
    }
  }

  private void weakSources() {
    List<String> weak =
        evaluation.figures().stream()
            .filter(f -> f.intervals() != null && f.rocAuc() < WEAK_SOURCE)
            .map(f -> f.label() + " on " + f.dataset())
            .distinct()
            .toList();
    if (!weak.isEmpty()) {
      add(false, "ROC AUC below %s: %s.".formatted(Format.number(WEAK_SOURCE, 1), named(weak)));
    }
  }

  private static Finding size(long bytes) {
    return new Finding(
        bytes <= LARGEST_BUNDLE,
        "The bundle takes %s MB (%d at most asked for)."
            .formatted(Format.number(bytes / 1e6, 1), LARGEST_BUNDLE / 1_000_000));
  }

  private static String named(List<String> names) {
    String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
