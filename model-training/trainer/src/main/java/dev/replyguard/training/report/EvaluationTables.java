package dev.replyguard.training.report;

import static dev.replyguard.training.report.Format.four;
import static dev.replyguard.training.report.Format.number;
import static dev.replyguard.training.report.Format.with;
import static dev.replyguard.training.report.Table.number;
import static dev.replyguard.training.report.Table.words;

import dev.replyguard.model.Label;
import dev.replyguard.model.ModelCard;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.model.RecommendedThresholds.Uncertainty;
import dev.replyguard.training.evaluation.CalibrationChoice;
import dev.replyguard.training.evaluation.CalibrationMethod;
import dev.replyguard.training.evaluation.Confusion;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.evaluation.Figures.Intervals;
import dev.replyguard.training.evaluation.Mean;
import dev.replyguard.training.evaluation.ThresholdFigures;
import dev.replyguard.training.measuring.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured on data sets, as tables. */
final class EvaluationTables {
  private EvaluationTables() {}

  static Table means(Evaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    for (Mean mean : evaluation.means()) {
      rows.add(
          List.of(
              mean.dataset(),
              Integer.toString(mean.labels().size()),
              with(mean.rocAuc(), mean.interval(), 4)));
    }
    return new Table(
        "Mean over labels", List.of(words("data"), number("labels"), number("mean ROC AUC")), rows);
  }

  /** Every label on headline data sets. */
  static Table headlines(Evaluation evaluation) {
    List<Figures> figures =
        evaluation.figures().stream()
            .filter(f -> evaluation.headlines().contains(f.dataset()))
            .toList();
    return figures("Every label at natural or assumed rates, and on official tests", figures);
  }

  /** Every label on every data set. */
  static Table figures(Evaluation evaluation) {
    return figures("Every label on every source", evaluation.figures());
  }

  static Table figures(String caption, List<Figures> figures) {
    List<List<String>> rows = new ArrayList<>();
    for (Figures f : figures) {
      Optional<Intervals> intervals = Optional.ofNullable(f.intervals());
      rows.add(
          List.of(
              f.dataset(),
              f.rows(),
              f.label(),
              with(f.rocAuc(), intervals.map(Intervals::rocAuc).orElse(null), 4),
              with(f.prAuc(), intervals.map(Intervals::prAuc).orElse(null), 4),
              with(
                  f.calibrationError(), intervals.map(Intervals::calibrationError).orElse(null), 4),
              Integer.toString(f.comments()),
              Integer.toString(f.positives()),
              four(f.baseRate())));
    }
    return new Table(
        caption,
        List.of(
            words("data"),
            words("rows"),
            words("label"),
            number("ROC AUC"),
            number("PR AUC"),
            number("ECE"),
            number("comments"),
            number("with it"),
            number("base rate")),
        rows);
  }

  /**
   * What is recommended, and how sure that is.
   *
   * @param thresholds of the labels that the model knows
   */
  static Table recommended(Map<Label, RecommendedThresholds> thresholds) {
    List<List<String>> rows = new ArrayList<>();
    for (Label label : Label.ALL) {
      RecommendedThresholds found = thresholds.get(label);
      if (found == null) {
        continue;
      }
      if (found.points().isEmpty()) {
        rows.add(List.of(label.key(), "none reached", "", "", "", ""));
      }
      for (OperatingPoint point : found.points()) {
        Optional<Uncertainty> sure = Optional.ofNullable(point.uncertainty());
        rows.add(
            List.of(
                label.key(),
                number(point.targetPrecision(), 2),
                with((double) point.threshold(), sure.map(Uncertainty::threshold).orElse(null), 4),
                with(point.precision(), sure.map(Uncertainty::precision).orElse(null), 3),
                with(point.recall(), sure.map(Uncertainty::recall).orElse(null), 3),
                sure.map(u -> Format.percent(u.reached(), 0)).orElse(Format.NONE)));
      }
    }
    return new Table(
        "Recommended thresholds, as chosen on the tuning fold",
        List.of(
            words("label"),
            number("target precision"),
            number("score"),
            number("precision"),
            number("recall"),
            number("reached in resamples")),
        rows);
  }

  /** What the recommended thresholds bring where they were not chosen. */
  static Table thresholds(Evaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    for (ThresholdFigures t : evaluation.thresholds()) {
      rows.add(
          List.of(
              t.dataset(),
              t.label(),
              number(t.targetPrecision(), 2),
              number(t.threshold(), 4),
              with(t.precision(), t.precisionInterval(), 3),
              with(t.recall(), t.recallInterval(), 3)));
    }
    return new Table(
        "Recommended thresholds on comments they were not chosen on",
        List.of(
            words("data"),
            words("label"),
            number("target precision"),
            number("score"),
            number("precision"),
            number("recall")),
        rows);
  }

  static Table confusions(List<Confusion> confusions) {
    List<List<String>> rows = new ArrayList<>();
    for (Confusion c : confusions) {
      rows.add(
          List.of(
              c.dataset(),
              c.label(),
              number(c.threshold(), 4),
              Format.count(c.truePositives()),
              Format.count(c.falsePositives()),
              Format.count(c.falseNegatives()),
              Format.count(c.trueNegatives()),
              number(c.precision(), 3),
              number(c.recall(), 3),
              Format.percent(c.falsePositiveRate(), 2)));
    }
    return new Table(
        "Right and wrong at each label's lowest recommended threshold, in comments as weighted",
        List.of(
            words("data"),
            words("label"),
            number("score"),
            number("rightly given"),
            number("wrongly given"),
            number("missed"),
            number("rightly not given"),
            number("precision"),
            number("recall"),
            number("false positives")),
        rows);
  }

  static Table calibrations(Evaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    for (CalibrationChoice c : evaluation.calibrations()) {
      rows.add(
          List.of(
              c.label(),
              c.method() == CalibrationMethod.PLATT ? "Platt" : "isotonic",
              c.plattLogLoss() == null ? Format.NONE : number(c.plattLogLoss(), 5),
              c.isotonicLogLoss() == null ? Format.NONE : number(c.isotonicLogLoss(), 5)));
    }
    return new Table(
        "Calibration",
        List.of(
            words("label"),
            words("method"),
            number("log-loss of Platt"),
            number("log-loss of isotonic")),
        rows);
  }

  /** What a model was trained on. */
  static Table data(ModelCard card) {
    List<List<String>> rows = new ArrayList<>();
    for (ModelCard.Source source : card.sources()) {
      rows.add(List.of(source.name(), source.licence(), Format.count((double) source.rows())));
    }
    return new Table(
        "Data",
        List.of(Table.words("source"), Table.words("licence"), Table.number("comments")),
        rows);
  }
}
