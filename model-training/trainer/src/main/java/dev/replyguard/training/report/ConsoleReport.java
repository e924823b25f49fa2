package dev.replyguard.training.report;

import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.functional.BiasResults;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.Evaluation.FunctionalFigures;
import dev.replyguard.training.measuring.Evaluation.RobustnessFigures;
import dev.replyguard.training.measuring.EvaluationReport;
import dev.replyguard.training.measuring.SpeedFigures;
import dev.replyguard.training.perturbation.RobustnessResults;
import dev.replyguard.training.spam.SpamResults;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An evaluation in a few lines for a terminal. */
public final class ConsoleReport {
  private ConsoleReport() {}

  /** The figures of a training. */
  public static String of(Evaluation evaluation, Map<Label, RecommendedThresholds> thresholds) {
    StringBuilder out = new StringBuilder();
    out.append(evaluation.model()).append("\n\n");
    section(out, EvaluationTables.means(evaluation));
    section(out, headlines(evaluation));
    section(out, EvaluationTables.recommended(thresholds));
    behaviour(out, evaluation);
    spam(out, evaluation.spam());
    return out.toString();
  }

  /** The figures of an evaluation, with size and speed. */
  public static String of(EvaluationReport report, Map<Label, RecommendedThresholds> thresholds) {
    StringBuilder out = new StringBuilder(of(report.evaluation(), thresholds));
    SpeedFigures speed = report.speed();
    out.append(
        String.format(
            Locale.ROOT,
            "Bundle: %.1f MB, ready to score after %.0f ms (the first time in this process).%n",
            report.bundle().bytes() / 1e6,
            report.bundle().loadMillis()));
    if (speed.comments() > 0) {
      out.append(
          String.format(
              Locale.ROOT,
              "Scoring, one thread: %,.0f comments a second of %.0f characters; median %.1f \u00b5s,"
                  + " 99 %% within %.1f \u00b5s; median of 240 to 320 characters %.1f \u00b5s.%n",
              speed.commentsPerSecond(),
              speed.meanCharacters(),
              speed.medianMicros(),
              speed.p99Micros(),
              speed.typicalMedianMicros()));
    }
    return out.toString();
  }

  private static void section(StringBuilder out, Table table) {
    if (!table.rows().isEmpty()) {
      out.append(table.caption()).append('\n').append(table.toText()).append('\n');
    }
  }

  private static Table headlines(Evaluation evaluation) {
    List<Figures> figures =
        evaluation.figures().stream()
            .filter(f -> evaluation.headlines().contains(f.dataset()))
            .toList();
    return EvaluationTables.figures("Every label, with 95 % intervals", figures);
  }

  private static void behaviour(StringBuilder out, Evaluation evaluation) {
    for (FunctionalFigures at : evaluation.functional()) {
      out.append(
          "Functional suite: %s of %d cases right at %s.%n"
              .formatted(
                  Format.percent(at.results().accuracy(), 1), at.results().cases(), at.at()));
    }
    for (BiasResults bias : evaluation.bias()) {
      bias.rows().stream()
          .filter(row -> Double.isFinite(row.bpsn()))
          .min(Comparator.comparingDouble(BiasResults.Row::bpsn))
          .ifPresent(
              row ->
                  out.append(
                      "Bias on %s: ROC AUC of toxicity %s; lowest BPSN AUC %s (%s).%n"
                          .formatted(
                              bias.dataset(),
                              Format.number(bias.overall(), 3),
                              Format.number(row.bpsn(), 3),
                              row.identity())));
    }
    for (RobustnessFigures at : evaluation.robustness()) {
      at.results().rows().stream()
          .filter(row -> Double.isFinite(row.recallKept()))
          .min(Comparator.comparingDouble(RobustnessResults.Row::recallKept))
          .ifPresent(
              row ->
                  out.append(
                      "Disguises at %s: at least %s of recall kept (%s), false positives %s.%n"
                          .formatted(
                              BehaviourTables.threshold(at),
                              Format.percent(row.recallKept(), 1),
                              row.perturbation(),
                              rise(at.results()))));
    }
  }

  private static void spam(StringBuilder out, @Nullable SpamResults results) {
    if (results != null) {
      out.append(BehaviourTables.spamSummary(results)).append("\n\n");
      section(out, BehaviourTables.spamKinds(results));
      section(out, BehaviourTables.falseAlarms(results));
    }
  }

  private static String rise(RobustnessResults results) {
    return results.rows().stream()
        .filter(row -> Double.isFinite(row.falsePositiveRise()))
        .max(Comparator.comparingDouble(RobustnessResults.Row::falsePositiveRise))
        .map(
            row ->
                "%s at most (%s)"
                    .formatted(
                        Format.signed(100 * row.falsePositiveRise(), 0) + " %", row.perturbation()))
        .orElse("none before");
  }
}
