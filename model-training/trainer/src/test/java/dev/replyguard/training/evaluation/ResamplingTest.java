package dev.replyguard.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Interval;
import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.model.RecommendedThresholds.Uncertainty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  private static final Resampling RESAMPLING = new Resampling(400, 3, 0.95);

  @Test
  void draw_sameNameAndSeed_isTheSameAndAnotherNameIsNot() {
    assertThat(drawn("a", 20)).isEqualTo(drawn("a", 20)).isNotEqualTo(drawn("b", 20));
    assertThat(drawn("a", 20))
        .allMatch(counts -> counts.stream().mapToInt(Integer::intValue).sum() == 20);
  }

  private static List<List<Integer>> drawn(String name, int rows) {
    List<List<Integer>> drawn = new ArrayList<>();
    new Resampling(5, 9, 0.9)
        .draw(name, rows, (number, counts) -> drawn.add(Arrays.stream(counts).boxed().toList()));
    return drawn;
  }

  @Test
  void interval_isBetweenThePercentiles_numbersMissingLeftOut() {
    double[] values = new double[201];
    for (int i = 0; i <= 200; i++) {
      values[i] = i;
    }

    Interval interval = Objects.requireNonNull(RESAMPLING.interval(values));
    assertThat(interval.low()).isCloseTo(5, within(1e-9));
    assertThat(interval.high()).isCloseTo(195, within(1e-9));
    values[200] = Double.NaN;
    assertThat(Objects.requireNonNull(RESAMPLING.interval(values)).high())
        .isCloseTo(199 * 0.975, within(1e-9));
    Arrays.fill(values, 50, 201, Double.NaN);
    assertThat(RESAMPLING.interval(values)).isNull();
  }

  @Test
  void create_impossibleSettings_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Resampling(0, 1, 0.95))
        .withMessage("replicates: 1 or more expected, got 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new Resampling(10, 1, 1));
  }

  @Test
  void ranking_countsOfRows_areThatManyCopies() {
    Random random = new Random(4);
    ScoredSet set = new ScoredSet();
    ScoredSet copied = new ScoredSet();
    int[] counts = new int[200];
    for (int i = 0; i < counts.length; i++) {
      double score = random.nextInt(30) / 30.0;
      boolean positive = random.nextInt(3) == 0;
      double weight = 1 + random.nextInt(3);
      set.add(score, positive, weight);
      counts[i] = random.nextInt(3);
      for (int copy = 0; copy < counts[i]; copy++) {
        copied.add(score, positive, weight);
      }
    }
    Ranking copies = new Ranking(copied, 0.5f, 0.9f, 1.5f);

    Ranking.Measures counted = new Ranking(set, 0.5f, 0.9f, 1.5f).measure(counts);

    Ranking.Measures expected = copies.measure(copies.once());
    assertThat(counted.rocAuc()).isCloseTo(expected.rocAuc(), within(1e-12));
    assertThat(counted.prAuc()).isCloseTo(expected.prAuc(), within(1e-12));
    assertThat(counted.calibrationError()).isCloseTo(expected.calibrationError(), within(1e-12));
    assertThat(counted.precision()).containsExactly(expected.precision(), within(1e-12));
    assertThat(counted.recall()).containsExactly(expected.recall(), within(1e-12));
    assertThat(counted.precision()[2]).isNaN();
    assertThat(counted.recall()[2]).isZero();
  }

  @Test
  void measurement_intervals_holdTheTruthAboutAsOftenAsTheyClaim() {
    // Scores drawn so that the true area is known: P(N(1,1) > N(0,1)) = Phi(1/sqrt 2).
    double truth = 0.76025;
    int held = 0;
    for (int round = 0; round < 60; round++) {
      Random random = new Random(round);
      ScoredRows rows = new ScoredRows();
      for (int i = 0; i < 300; i++) {
        boolean positive = i % 3 == 0;
        double z = random.nextGaussian() + (positive ? 1 : 0);
        rows.nextRow();
        rows.add(Label.SPAM, 1 / (1 + Math.exp(-z)), positive, 1);
      }
      Figures figures =
          Measurement.of("round " + round, "all", rows, Map.of(), RESAMPLING).figures().get(0);
      Interval interval =
          Objects.requireNonNull(Objects.requireNonNull(figures.intervals()).rocAuc());
      assertThat(interval.contains(figures.rocAuc())).isTrue();
      held += interval.contains(truth) ? 1 : 0;
    }
    assertThat(held).isBetween(52, 60);
  }

  @Test
  void measurement_tooFewOfAKind_hasFiguresWithoutIntervals() {
    ScoredRows rows = new ScoredRows();
    for (int i = 0; i < 100; i++) {
      rows.nextRow();
      rows.add(Label.THREAT, i / 100.0, i >= 91, 1);
      rows.add(Label.SPAM, i / 100.0, false, 1);
    }
    Measurement measurement = Measurement.of("d", "all", rows, Map.of(), RESAMPLING);

    assertThat(measurement.figures())
        .singleElement()
        .satisfies(
            figures -> {
              assertThat(figures.label()).isEqualTo("threat");
              assertThat(figures.rocAuc()).isEqualTo(1);
              assertThat(figures.intervals()).isNull();
            });
    assertThat(measurement.mean(EnumSet.of(Label.THREAT, Label.SPAM))).isEmpty();
  }

  @Test
  void measurement_thresholds_areMeasuredWithIntervals() {
    ScoredRows rows = rows(2_000, 1.5, 8);
    RecommendedThresholds thresholds =
        new RecommendedThresholds(
            List.of(
                new OperatingPoint(0.8, 0.7f, 0.8, 0.5), new OperatingPoint(0.95, 1f, 0.95, 0.1)));

    List<ThresholdFigures> found =
        Measurement.of("d", "all", rows, Map.of(Label.SPAM, thresholds), RESAMPLING).thresholds();

    assertThat(found).hasSize(2);
    ThresholdFigures first = found.get(0);
    Confusion confusion = Confusion.of("d", "all", "spam", 0.7f, rows.of(Label.SPAM));
    assertThat(first.precision()).isCloseTo(confusion.precision(), within(1e-6));
    assertThat(first.recall()).isCloseTo(confusion.recall(), within(1e-6));
    assertThat(Objects.requireNonNull(first.recallInterval()).contains(first.recall())).isTrue();
    assertThat(found.get(1).precision()).isNull();
    assertThat(found.get(1).precisionInterval()).isNull();
  }

  @Test
  void mean_isOverTheLabelsAndNoWiderThanTheWidest() {
    ScoredRows rows = new ScoredRows();
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      rows.nextRow();
      for (Label label : List.of(Label.INSULT, Label.SPAM)) {
        boolean positive = random.nextInt(4) == 0;
        double z = random.nextGaussian() + (positive ? 1 : 0);
        rows.add(label, 1 / (1 + Math.exp(-z)), positive, 1);
      }
    }
    Measurement measurement = Measurement.of("d", "all", rows, Map.of(), RESAMPLING);

    Mean mean = measurement.mean(EnumSet.of(Label.SPAM, Label.INSULT)).orElseThrow();

    assertThat(mean.labels()).containsExactly("insult", "spam");
    assertThat(mean.rocAuc())
        .isCloseTo(
            measurement.figures().stream().mapToDouble(Figures::rocAuc).average().orElseThrow(),
            within(1e-6));
    assertThat(Objects.requireNonNull(mean.interval()).contains(mean.rocAuc())).isTrue();
  }

  @Test
  void rows_atAnAssumedRate_haveItAndTheSameRanking() {
    ScoredRows rows = rows(500, 1, 6);
    ScoredRows rare = rows.withRate(Label.SPAM, 0.02);

    assertThat(rare.of(Label.SPAM).baseRate()).isCloseTo(0.02, within(1e-12));
    assertThat(Metrics.rocAuc(rare.of(Label.SPAM)))
        .isCloseTo(Metrics.rocAuc(rows.of(Label.SPAM)), within(1e-12));
    assertThat(rare.rows()).isEqualTo(500);
  }

  @Test
  void thresholds_areFoundAgainInMostResamplesOfEnoughComments() {
    ScoredSet set = rows(4_000, 3, 5).of(Label.SPAM);

    OperatingPoint point = ThresholdSearch.find(set, RESAMPLING).at(0.9).orElseThrow();

    Uncertainty sure = Objects.requireNonNull(point.uncertainty());
    assertThat(sure.reached()).isEqualTo(1);
    assertThat(sure.threshold().contains(point.threshold())).isTrue();
    assertThat(sure.precision().contains(point.precision())).isTrue();
    assertThat(sure.recall().contains(point.recall())).isTrue();
    assertThat(sure.precision().high() - sure.precision().low()).isBetween(0.005, 0.1);
  }

  /** A quarter positive, whose log-odds lie {@code apart} higher. */
  private static ScoredRows rows(int size, double apart, long seed) {
    Random random = new Random(seed);
    ScoredRows rows = new ScoredRows();
    for (int i = 0; i < size; i++) {
      boolean positive = i % 4 == 0;
      double z = Math.min(random.nextGaussian() + (positive ? apart : 0), 8);
      rows.nextRow();
      rows.add(Label.SPAM, (float) (1 / (1 + Math.exp(-z))), positive, 1);
    }
    return rows;
  }
}
