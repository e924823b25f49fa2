package dev.replyguard.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Calibration;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Resampling FEW = new Resampling(50, 1, 0.95);

  @Test
  void platt_findsTheLineThatTheLabelsWereDrawnFrom() {
    Random random = new Random(3);
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < 200_000; i++) {
      double logit = random.nextGaussian() * 3;
      double probability = 1 / (1 + Math.exp(-(0.6 * logit - 1.5)));
      set.add(logit, random.nextDouble() < probability, 1);
    }

    Calibration calibration = PlattScaling.fit(set);

    for (double logit : new double[] {-6, -1, 0, 2, 5}) {
      double expected = 1 / (1 + Math.exp(-(0.6 * logit - 1.5)));
      assertThat(calibration.probability(logit))
          .as("at %s, seed 3", logit)
          .isCloseTo((float) expected, within(0.01f));
    }
  }

  @Test
  void platt_heedsWeights() {
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < 1000; i++) {
      set.add(0, true, 1);
      set.add(0, false, 3);
    }

    assertThat(PlattScaling.fit(set).probability(0)).isCloseTo(0.25f, within(0.002f));
  }

  @Test
  void platt_neverFallsEvenWhereScoresAreUpsideDown() {
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < 100; i++) {
      set.add(-2 - i / 100.0, true, 1);
      set.add(2 + i / 100.0, false, 1);
    }

    Calibration calibration = PlattScaling.fit(set);

    float last = 0;
    for (double logit = -20; logit <= 20; logit += 0.5) {
      float probability = calibration.probability(logit);
      assertThat(probability).isBetween(last, 1f);
      last = probability;
    }
  }

  @Test
  void platt_staysFiniteWhereALineSeparatesAll() {
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < 20; i++) {
      set.add(1 + i, true, 1);
      set.add(-1 - i, false, 1);
    }

    Calibration calibration = PlattScaling.fit(set);

    assertThat(calibration.probability(20)).isBetween(0.9f, 0.999f);
    assertThat(calibration.probability(-20)).isBetween(0.001f, 0.1f);
  }

  @Test
  void platt_needsBothKinds() {
    ScoredSet set = new ScoredSet();
    set.add(1, true, 1);

    assertThatThrownBy(() -> PlattScaling.fit(set)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thresholds_areTheLowestThatKeepTheirPrecisionAndRiseWithIt() {
    ScoredSet set = new ScoredSet();
    // From the top: 20 right, then 4 wrong for every 20 right, and the rest wrong.
    for (int i = 0; i < 20; i++) {
      set.add(0.9, true, 1);
    }
    for (int i = 0; i < 20; i++) {
      set.add(0.6, true, 1);
    }
    for (int i = 0; i < 4; i++) {
      set.add(0.6, false, 1);
    }
    for (int i = 0; i < 100; i++) {
      set.add(0.1, i < 10, 1);
    }

    RecommendedThresholds found = ThresholdSearch.find(set, FEW);

    assertThat(found.at(0.80).map(OperatingPoint::threshold)).contains(0.6f);
    assertThat(found.at(0.90).map(OperatingPoint::threshold)).contains(0.6f);
    assertThat(found.at(0.95).map(OperatingPoint::threshold)).contains(0.9f);
    OperatingPoint point = found.at(0.90).orElseThrow();
    assertThat(point.precision()).isCloseTo(40 / 44.0, within(1e-12));
    assertThat(point.recall()).isCloseTo(40 / 50.0, within(1e-12));
  }

  @Test
  void thresholds_doNotReachBelowTheLastCommentWithTheLabel() {
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < 30; i++) {
      set.add(0.8, true, 1);
      set.add(0.01 + i / 10_000.0, false, 1);
    }

    assertThat(ThresholdSearch.find(set, FEW).points())
        .extracting(OperatingPoint::threshold)
        .containsOnly(0.8f);
  }

  @Test
  void thresholds_areLeftOutWhereTooFewCommentsSupportThem() {
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < 9; i++) {
      set.add(0.9, true, 1);
    }
    for (int i = 0; i < 50; i++) {
      set.add(0.2, false, 1);
    }

    assertThat(ThresholdSearch.find(set, FEW).points()).isEmpty();
  }

  @Test
  void thresholds_riseOnRandomScoresToo() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      ScoredSet set = new ScoredSet();
      for (int i = 0; i < 500; i++) {
        double score = random.nextInt(100) / 100.0;
        set.add(score, random.nextDouble() < score, 1 + random.nextInt(3));
      }
      float last = 0;
      for (OperatingPoint point : ThresholdSearch.find(set, FEW).points()) {
        assertThat(point.threshold()).as("seed %d", seed).isGreaterThanOrEqualTo(last);
        assertThat(point.precision()).isGreaterThanOrEqualTo(point.targetPrecision());
        last = point.threshold();
      }
    }
  }
}
