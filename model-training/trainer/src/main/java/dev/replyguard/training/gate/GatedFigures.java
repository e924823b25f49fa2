package dev.replyguard.training.gate;

import dev.replyguard.model.Interval;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.evaluation.Mean;
import dev.replyguard.training.functional.BiasResults;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.Evaluation.FunctionalFigures;
import dev.replyguard.training.measuring.Evaluation.RobustnessFigures;
import dev.replyguard.training.perturbation.RobustnessResults;
import dev.replyguard.training.spam.SpamResults;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an evaluation that floors are about, each with how far it may fall. The same
 * bundle on the same data gives the same figures, but for what floating point makes of another
 * machine: a slack is there for changes of the code around a model, which may cost that much and no
 * more. Where an interval is narrower than the slack, its bound is the limit.
 */
final class GatedFigures {
  private static final double HEADLINE_SLACK = 0.002;

  /** On a single source one comment moves a figure by more. */
  private static final double SOURCE_SLACK = 0.01;

  private static final double CALIBRATION_SLACK = 0.005;
  private static final double CASES_SLACK = 0.01;
  private static final double IDENTITY_SLACK = 0.02;
  private static final double RECALL_SLACK = 0.02;
  private static final double RISE_SLACK = 0.05;
  private static final double FALSE_ALARMS_SLACK = 0.001;

  /** However narrow an interval is, that part of the slack is left. */
  private static final double LEAST_PART = 4;

  private final Evaluation evaluation;
  private final Map<FigureKey, Gated> figures = new LinkedHashMap<>();

  /**
   * A figure.
   *
   * @param slack how far it may fall
   * @param interval where it lies with the confidence of the evaluation; null where nobody knows
   * @param isSure whether the comments were enough to hold a model to it
   */
  record Gated(double value, double slack, @Nullable Interval interval, boolean isSure) {
    double limit(Measure measure) {
      if (measure.isLowerBetter()) {
        double limit = value + slack;
        double least = value + slack / LEAST_PART;
        return interval == null ? limit : Math.min(limit, Math.max(interval.high(), least));
      }
      double limit = value - slack;
      double least = value - slack / LEAST_PART;
      return interval == null ? limit : Math.max(limit, Math.min(interval.low(), least));
    }
  }

  private GatedFigures(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  static Map<FigureKey, Gated> of(Evaluation evaluation) {
    GatedFigures gated = new GatedFigures(evaluation);
    evaluation.means().forEach(gated::mean);
    evaluation.figures().forEach(gated::label);
    evaluation.functional().forEach(gated::suite);
    evaluation.bias().forEach(gated::identities);
    evaluation.robustness().forEach(gated::disguises);
    if (evaluation.spam() != null) {
      gated.spam(evaluation.spam());
    }
    return gated.figures;
  }

  private void mean(Mean mean) {
    FigureKey key =
        new FigureKey(mean.dataset(), "mean", mean.labels().size() + " labels", Measure.ROC_AUC);
    figures.put(key, new Gated(mean.rocAuc(), HEADLINE_SLACK, mean.interval(), true));
  }

  private void label(Figures f) {
    Figures.Intervals intervals = f.intervals();
    boolean isHeadline = evaluation.headlines().contains(f.dataset());
    figures.put(
        new FigureKey(f.dataset(), f.rows(), f.label(), Measure.ROC_AUC),
        new Gated(
            f.rocAuc(),
            isHeadline ? HEADLINE_SLACK : SOURCE_SLACK,
            intervals == null ? null : intervals.rocAuc(),
            intervals != null));
    if (isHeadline && f.hasRealisticRate()) {
      figures.put(
          new FigureKey(f.dataset(), f.rows(), f.label(), Measure.CALIBRATION_ERROR),
          new Gated(
              f.calibrationError(),
              CALIBRATION_SLACK,
              intervals == null ? null : intervals.calibrationError(),
              intervals != null));
    }
  }

  private void suite(FunctionalFigures at) {
    put(
        new FigureKey("functional suite", at.at(), "all", Measure.ACCURACY),
        at.results().accuracy(),
        CASES_SLACK);
  }

  private void identities(BiasResults bias) {
    String data = bias.dataset();
    put(new FigureKey(data, "bias", "toxicity", Measure.ROC_AUC), bias.overall(), CASES_SLACK);
    put(
        new FigureKey(data, "bias", "toxicity", Measure.LOWEST_BPSN_AUC),
        lowest(bias, BiasResults.Row::bpsn),
        IDENTITY_SLACK);
    put(
        new FigureKey(data, "bias", "toxicity", Measure.LOWEST_BNSP_AUC),
        lowest(bias, BiasResults.Row::bnsp),
        IDENTITY_SLACK);
  }

  private static double lowest(BiasResults bias, ToDoubleFunction<BiasResults.Row> area) {
    return bias.rows().stream().mapToDouble(area).filter(Double::isFinite).min().orElse(Double.NaN);
  }

  private void disguises(RobustnessFigures at) {
    String rows = precision(at.targetPrecision());
    for (RobustnessResults.Row row : at.results().rows()) {
      String texts = at.results().texts();
      put(
          new FigureKey(texts, rows, row.perturbation(), Measure.RECALL_KEPT),
          row.recallKept(),
          RECALL_SLACK);
      put(
          new FigureKey(texts, rows, row.perturbation(), Measure.FALSE_POSITIVE_RISE),
          row.falsePositiveRise(),
          RISE_SLACK);
    }
  }

  /** Made-up comments, and the files of honest ones that are counted together. */
  private void spam(SpamResults results) {
    String data = "made-up comments";
    put(new FigureKey(data, "all", "spam", Measure.ROC_AUC), results.rocAuc(), CASES_SLACK);
    put(
        new FigureKey(data, "text alone", "spam", Measure.ROC_AUC),
        results.textRocAuc(),
        CASES_SLACK);
    for (SpamResults.Row files : results.groups()) {
      for (int i = 0; i < results.thresholds().size(); i++) {
        double precision = results.thresholds().get(i).targetPrecision();
        put(
            new FigureKey(files.name(), precision(precision), "spam", Measure.FALSE_ALARMS),
            files.share(i),
            FALSE_ALARMS_SLACK);
      }
    }
  }

  private static String precision(double target) {
    return String.format(Locale.ROOT, "precision %.2f", target);
  }

  private void put(FigureKey key, double value, double slack) {
    figures.put(key, new Gated(value, slack, null, Double.isFinite(value)));
  }
}
