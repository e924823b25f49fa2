package dev.replyguard.training.report;

import static dev.replyguard.training.report.Table.number;
import static dev.replyguard.training.report.Table.words;

import dev.replyguard.training.evaluation.Difference;
import dev.replyguard.training.measuring.Comparison;
import dev.replyguard.training.measuring.Comparison.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as a table for a terminal, and what follows from it. */
public final class ComparisonReport {
  private ComparisonReport() {}

  /** The table and the verdict. */
  public static String of(Comparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    for (Comparison.Row row : comparison.rows()) {
      Difference d = row.difference();
      rows.add(
          List.of(
              d.dataset(),
              d.rows(),
              d.label(),
              Integer.toString(d.positives()),
              Format.four(d.rocAuc().one()),
              Format.four(d.rocAuc().two()),
              difference(d.rocAuc()),
              difference(d.prAuc()),
              difference(d.calibrationError()),
              row.verdict() == Verdict.OPEN ? "" : row.verdict().name().toLowerCase(Locale.ROOT)));
    }
    Table table =
        new Table(
            "Comparison",
            List.of(
                words("data"),
                words("rows"),
                words("label"),
                number("with it"),
                number("ROC AUC A"),
                number("ROC AUC B"),
                number("B - A"),
                number("PR AUC, B - A"),
                number("ECE, B - A"),
                words("B is")),
            rows);
    return "A: %s%nB: %s%n%n%s%n%s%n"
        .formatted(
            comparison.incumbent(), comparison.challenger(), table.toText(), verdict(comparison));
  }

  private static String difference(Difference.Figure figure) {
    return figure.interval() == null
        ? Format.signed(figure.difference(), 4)
        : "%s (%s to %s)"
            .formatted(
                Format.signed(figure.difference(), 4),
                Format.signed(figure.interval().low(), 4),
                Format.signed(figure.interval().high(), 4));
  }

  private static String verdict(Comparison comparison) {
    return ("%d differences; B is better in %d and worse by more than %s in %d, with %s confidence"
            + " in all of them together (%d resamples, seed %d).")
        .formatted(
            comparison.rows().size(),
            comparison.count(Verdict.BETTER),
            comparison.margin(),
            comparison.count(Verdict.WORSE),
            Format.percent(comparison.confidence(), 0),
            comparison.replicates(),
            comparison.seed());
  }
}
