package dev.replyguard.training.evaluation;

import dev.replyguard.model.Interval;
import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.training.evaluation.Figures.Intervals;
import dev.replyguard.training.evaluation.Ranking.Measures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One data set measured label by label, each figure with its interval: the resamples are drawn once
 * for all labels. Labels that no comment has, or all have, are left out.
 */
public final class Measurement {
  private final String dataset;
  private final String rows;
  private final ScoredRows scored;
  private final Resampling resampling;
  private final Map<Label, Measured> measured = new EnumMap<>(Label.class);

  private Measurement(String dataset, String rows, ScoredRows scored, Resampling resampling) {
    this.dataset = dataset;
    this.rows = rows;
    this.scored = scored;
    this.resampling = resampling;
  }

  /**
   * Measures.
   *
   * @param dataset its name, which the resamples are drawn by
   * @param rows which of its comments
   * @param scored whose scores are probabilities
   * @param thresholds by which precision and recall are measured too; none for labels left out
   */
  public static Measurement of(
      String dataset,
      String rows,
      ScoredRows scored,
      Map<Label, RecommendedThresholds> thresholds,
      Resampling resampling) {
    Measurement measurement = new Measurement(dataset, rows, scored, resampling);
    scored
        .sets()
        .forEach(
            (label, set) -> {
              if (set.hasBoth()) {
                measurement.measured.put(
                    label,
                    new Measured(
                        set,
                        thresholds.getOrDefault(label, RecommendedThresholds.NONE),
                        resampling.replicates()));
              }
            });
    measurement.resample();
    return measurement;
  }

  /** One label's figures, and those of every resample where the comments are enough. */
  private static final class Measured {
    final ScoredSet set;
    final List<OperatingPoint> points;
    final Ranking ranking;
    final Measures measures;
    final Measures[] resampled;

    Measured(ScoredSet set, RecommendedThresholds thresholds, int replicates) {
      this.set = set;
      points = thresholds.points();
      float[] values = new float[points.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = points.get(i).threshold();
      }
      ranking = new Ranking(set, values);
      measures = ranking.measure(ranking.once());
      int fewer = Math.min(set.positives(), set.size() - set.positives());
      resampled = new Measures[fewer < Resampling.FEWEST ? 0 : replicates];
    }

    double[] values(ToDoubleFunction<Measures> figure) {
      double[] values = new double[resampled.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = figure.applyAsDouble(resampled[i]);
      }
      return values;
    }
  }

  private void resample() {
    List<Measured> enough =
        measured.values().stream().filter(label -> label.resampled.length > 0).toList();
    if (!enough.isEmpty()) {
      resampling.draw(
          dataset,
          scored.rows(),
          (number, counts) ->
              enough.forEach(label -> label.resampled[number] = label.ranking.measure(counts)));
    }
  }

  /** Every label's figures, in label order. */
  public List<Figures> figures() {
    List<Figures> figures = new ArrayList<>();
    measured.forEach((label, found) -> figures.add(figures(label, found)));
    return figures;
  }

  private Figures figures(Label label, Measured found) {
    Intervals intervals =
        found.resampled.length == 0
            ? null
            : new Intervals(
                resampling.confidence(),
                interval(found, Measures::rocAuc),
                interval(found, Measures::prAuc),
                interval(found, Measures::calibrationError));
    return new Figures(
        dataset,
        rows,
        label.key(),
        found.set.size(),
        found.set.positives(),
        Rounded.of(found.set.baseRate()),
        Rounded.of(found.measures.rocAuc()),
        Rounded.of(found.measures.prAuc()),
        Rounded.of(found.measures.calibrationError()),
        intervals);
  }

  private @Nullable Interval interval(Measured found, ToDoubleFunction<Measures> figure) {
    return Rounded.of(resampling.interval(found.values(figure)));
  }

  /** What every recommended threshold brings here, in label order. */
  public List<ThresholdFigures> thresholds() {
    List<ThresholdFigures> figures = new ArrayList<>();
    measured.forEach(
        (label, found) -> {
          for (int i = 0; i < found.points.size(); i++) {
            figures.add(threshold(label, found, i));
          }
        });
    return figures;
  }

  private ThresholdFigures threshold(Label label, Measured found, int number) {
    double precision = found.measures.precision()[number];
    return new ThresholdFigures(
        dataset,
        rows,
        label.key(),
        found.points.get(number).targetPrecision(),
        found.points.get(number).threshold(),
        Double.isNaN(precision) ? null : Rounded.of(precision),
        interval(found, measures -> measures.precision()[number]),
        Rounded.of(found.measures.recall()[number]),
        interval(found, measures -> measures.recall()[number]));
  }

  /**
   * The mean over labels.
   *
   * @return empty where one of them was not measured
   */
  public Optional<Mean> mean(Collection<Label> labels) {
    if (labels.isEmpty() || !measured.keySet().containsAll(labels)) {
      return Optional.empty();
    }
    List<Measured> found = new ArrayList<>();
    measured.forEach(
        (label, one) -> {
          if (labels.contains(label)) {
            found.add(one);
          }
        });
    double mean = found.stream().mapToDouble(one -> one.measures.rocAuc()).average().orElseThrow();
    Interval interval = null;
    if (found.stream().allMatch(one -> one.resampled.length > 0)) {
      double[] means = new double[resampling.replicates()];
      for (int i = 0; i < means.length; i++) {
        int number = i;
        means[i] =
            found.stream()
                .mapToDouble(one -> one.resampled[number].rocAuc())
                .average()
                .orElseThrow();
      }
      interval = Rounded.of(resampling.interval(means));
    }
    return Optional.of(
        new Mean(
            dataset,
            measured.keySet().stream().filter(labels::contains).map(Label::key).toList(),
            Rounded.of(mean),
            interval));
  }

  /** The comments that were measured. */
  public ScoredRows scored() {
    return scored;
  }
}
