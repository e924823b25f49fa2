package dev.replyguard.training.report;

import static dev.replyguard.training.report.Format.number;
import static dev.replyguard.training.report.Table.number;
import static dev.replyguard.training.report.Table.words;

import dev.replyguard.training.functional.BiasResults;
import dev.replyguard.training.functional.FunctionalResults;
import dev.replyguard.training.measuring.Evaluation.FunctionalFigures;
import dev.replyguard.training.measuring.Evaluation.RobustnessFigures;
import dev.replyguard.training.perturbation.RobustnessResults;
import dev.replyguard.training.spam.SpamResults;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What was measured on cases, by identity and in disguises, as tables. */
final class BehaviourTables {
  private BehaviourTables() {}

  static Table byFunctionality(List<FunctionalFigures> figures) {
    return suite(
        "Functional suite by functionality", "functionality", figures, f -> f.byFunctionality());
  }

  static Table byIdentity(List<FunctionalFigures> figures) {
    return suite("Functional suite by identity", "identity", figures, f -> f.byIdentity());
  }

  private static Table suite(
      String caption,
      String part,
      List<FunctionalFigures> figures,
      Function<FunctionalResults, List<FunctionalResults.Row>> rowsOf) {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(words(part));
    figures.forEach(at -> columns.add(number("right at " + at.at())));
    columns.add(words("label"));
    columns.add(number("cases that deserve it"));
    columns.add(number("cases that do not"));
    List<List<String>> rows = new ArrayList<>();
    List<FunctionalResults.Row> parts =
        figures.isEmpty() ? List.of() : rowsOf.apply(figures.get(0).results());
    for (int i = 0; i < parts.size(); i++) {
      FunctionalResults.Row row = parts.get(i);
      List<String> cells = new ArrayList<>();
      cells.add(Format.words(row.name()));
      for (FunctionalFigures at : figures) {
        cells.add(Format.percent(rowsOf.apply(at.results()).get(i).accuracy(), 1));
      }
      cells.add(row.label().isEmpty() ? "several" : row.label());
      cells.add(Integer.toString(row.positive()));
      cells.add(Integer.toString(row.negative()));
      rows.add(cells);
    }
    return new Table(caption, columns, rows);
  }

  static Table bias(BiasResults results) {
    List<List<String>> rows = new ArrayList<>();
    for (BiasResults.Row row : results.rows()) {
      rows.add(
          List.of(
              Format.words(row.identity()),
              Integer.toString(row.toxic()),
              Integer.toString(row.other()),
              number(row.subgroup(), 3),
              number(row.bpsn(), 3),
              number(row.bnsp(), 3)));
    }
    return new Table(
        "Bias of toxicity by identity on %s; ROC AUC over all comments %s"
            .formatted(results.dataset(), number(results.overall(), 3)),
        List.of(
            words("identity"),
            number("toxic"),
            number("other"),
            number("subgroup AUC"),
            number("BPSN AUC"),
            number("BNSP AUC")),
        rows);
  }

  /** Every perturbation; share of recall kept and rise of false positives at each threshold. */
  static Table robustness(List<RobustnessFigures> figures) {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(words("disguise"));
    for (RobustnessFigures at : figures) {
      String threshold = threshold(at);
      columns.add(number("recall kept at " + threshold));
      columns.add(number("rise of false positives at " + threshold));
    }
    List<List<String>> rows = new ArrayList<>();
    int kinds = figures.isEmpty() ? 0 : figures.get(0).results().rows().size();
    for (int i = 0; i < kinds; i++) {
      List<String> cells = new ArrayList<>();
      cells.add(Format.words(figures.get(0).results().rows().get(i).perturbation()));
      for (RobustnessFigures at : figures) {
        RobustnessResults.Row row = at.results().rows().get(i);
        cells.add(number(row.recallKept(), 3));
        cells.add(Format.signed(row.falsePositiveRise(), 2));
      }
      rows.add(cells);
    }
    return new Table("Disguised comments", columns, rows);
  }

  /** The shares taken for spam, by kind of made-up comment or by file. */
  static Table spam(String caption, String part, List<SpamResults.Row> parts, SpamResults results) {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(words(part));
    columns.add(words("is"));
    columns.add(number("comments"));
    for (SpamResults.Threshold at : results.thresholds()) {
      columns.add(number("taken for spam at " + threshold(at)));
    }
    List<List<String>> rows = new ArrayList<>();
    for (SpamResults.Row row : parts) {
      List<String> cells = new ArrayList<>();
      cells.add(Format.words(row.name()));
      cells.add(row.isSpam() ? "spam" : "honest");
      cells.add(Integer.toString(row.comments()));
      for (int i = 0; i < results.thresholds().size(); i++) {
        cells.add(Format.percent(row.share(i), row.isSpam() ? 1 : 2));
      }
      rows.add(cells);
    }
    return new Table(caption, columns, rows);
  }

  static Table spamKinds(SpamResults results) {
    return spam("Made-up spam and honest comments like it", "kind", results.kinds(), results);
  }

  static Table falseAlarms(SpamResults results) {
    return spam("False alarms of spam, fold 9", "file", results.files(), results);
  }

  /** In a sentence. */
  static String spamSummary(SpamResults results) {
    return "Spam: ROC AUC %s on %d made-up comments, %d of them spam; %s by their texts alone."
        .formatted(
            number(results.rocAuc(), 4),
            results.spam() + results.honest(),
            results.spam(),
            number(results.textRocAuc(), 4));
  }

  private static String threshold(SpamResults.Threshold at) {
    return at.targetPrecision() > 0
        ? "precision " + number(at.targetPrecision(), 2)
        : "score " + number(at.score(), 2);
  }

  /** The threshold in words. */
  static String threshold(RobustnessFigures at) {
    return at.targetPrecision() > 0
        ? "precision " + number(at.targetPrecision(), 2)
        : "score " + number(at.results().threshold(), 2);
  }
}
