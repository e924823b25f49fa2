package dev.replyguard.training.evaluation;

import dev.replyguard.model.Interval;
import dev.replyguard.model.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Two models measured on the same comments. Each resample is drawn once for both and for all
 * labels, so that what makes comments easy or hard for both falls out of the difference (paired
 * bootstrap; Efron and Tibshirani, 1993). Labels with too few comments of a kind are left out.
 */
public final class PairedMeasurement {
  private final String dataset;
  private final String rows;
  private final int rowCount;
  private final Map<Label, Pair> pairs = new EnumMap<>(Label.class);

  /**
   * Pairs two models' scores; nothing is measured yet.
   *
   * @param dataset its name, which the resamples are drawn by
   * @param rows which of its comments
   * @param one the scores of the first model
   * @param two those of the second, of the same comments
   */
  public PairedMeasurement(String dataset, String rows, ScoredRows one, ScoredRows two) {
    this.dataset = dataset;
    this.rows = rows;
    this.rowCount = one.rows();
    one.sets()
        .forEach(
            (label, set) -> {
              int fewer = Math.min(set.positives(), set.size() - set.positives());
              if (fewer >= Resampling.FEWEST) {
                pairs.put(label, new Pair(set, two.of(label)));
              }
            });
  }

  private static final class Pair {
    final ScoredSet set;
    final Ranking one;
    final Ranking two;

    Pair(ScoredSet first, ScoredSet second) {
      if (first.size() != second.size()) {
        throw new IllegalArgumentException(
            "the same comments expected, got %d and %d".formatted(first.size(), second.size()));
      }
      set = first;
      one = new Ranking(first);
      two = new Ranking(second);
    }
  }

  /**
   * How many differences there are to look at.
   *
   * @param averaged the labels whose mean is looked at too
   */
  public int comparisons(Collection<Label> averaged) {
    return pairs.size() + (isAveraged(averaged) ? 1 : 0);
  }

  private boolean isAveraged(Collection<Label> averaged) {
    return averaged.size() > 1 && pairs.keySet().containsAll(averaged);
  }

  /**
   * Measures the differences: the mean over labels first, if all were paired, then label by label.
   *
   * @param averaged the labels whose mean is looked at too
   */
  public List<Difference> differences(Collection<Label> averaged, Resampling resampling) {
    int replicates = resampling.replicates();
    Map<Label, Ranking.Measures[][]> resampled = new EnumMap<>(Label.class);
    pairs.keySet().forEach(label -> resampled.put(label, new Ranking.Measures[2][replicates]));
    if (!pairs.isEmpty()) {
      resampling.draw(
          dataset,
          rowCount,
          (number, counts) ->
              pairs.forEach(
                  (label, pair) -> {
                    Ranking.Measures[][] both = of(resampled, label);
                    both[0][number] = pair.one.measure(counts);
                    both[1][number] = pair.two.measure(counts);
                  }));
    }
    List<Difference> differences = new ArrayList<>();
    List<Label> labels = List.copyOf(pairs.keySet());
    if (isAveraged(averaged)) {
      List<Label> mean = labels.stream().filter(averaged::contains).toList();
      differences.add(difference("mean of " + mean.size(), mean, resampled, resampling));
    }
    for (Label label : labels) {
      differences.add(difference(label.key(), List.of(label), resampled, resampling));
    }
    return differences;
  }

  private Difference difference(
      String name,
      List<Label> labels,
      Map<Label, Ranking.Measures[][]> resampled,
      Resampling resampling) {
    double[] areas = drawn(labels, resampled, resampling, Ranking.Measures::rocAuc);
    ScoredSet first = of(pairs, labels.get(0)).set;
    return new Difference(
        dataset,
        rows,
        name,
        first.size(),
        first.positives(),
        figure(labels, areas, resampling, Ranking.Measures::rocAuc),
        figure(
            labels,
            drawn(labels, resampled, resampling, Ranking.Measures::prAuc),
            resampling,
            Ranking.Measures::prAuc),
        figure(
            labels,
            drawn(labels, resampled, resampling, Ranking.Measures::calibrationError),
            resampling,
            Ranking.Measures::calibrationError),
        areas);
  }

  /** The difference in each resample. */
  private static double[] drawn(
      List<Label> labels,
      Map<Label, Ranking.Measures[][]> resampled,
      Resampling resampling,
      ToDoubleFunction<Ranking.Measures> figure) {
    double[] differences = new double[resampling.replicates()];
    for (int i = 0; i < differences.length; i++) {
      double sum = 0;
      for (Label label : labels) {
        Ranking.Measures[][] both = of(resampled, label);
        sum += figure.applyAsDouble(both[1][i]) - figure.applyAsDouble(both[0][i]);
      }
      differences[i] = sum / labels.size();
    }
    return differences;
  }

  private Difference.Figure figure(
      List<Label> labels,
      double[] drawn,
      Resampling resampling,
      ToDoubleFunction<Ranking.Measures> figure) {
    double one = 0;
    double two = 0;
    for (Label label : labels) {
      Pair pair = of(pairs, label);
      one += figure.applyAsDouble(pair.one.measure(pair.one.once())) / labels.size();
      two += figure.applyAsDouble(pair.two.measure(pair.two.once())) / labels.size();
    }
    Interval interval = Rounded.of(resampling.interval(drawn));
    return new Difference.Figure(Rounded.of(one), Rounded.of(two), Rounded.of(two - one), interval);
  }

  private static <T> T of(Map<Label, T> map, Label label) {
    T value = map.get(label);
    if (value == null) {
      throw new IllegalStateException(label.key() + " was not paired");
    }
    return value;
  }
}
