package dev.replyguard.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Calibration;
import dev.replyguard.model.Label;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsotonicRegressionTest {

  @Test
  void fit_aBentCurve_isFoundWherePlattMissesIt() {
    ScoredSet set = drawn(40_000, 1);
    Calibration isotonic = IsotonicRegression.fit(set);
    Calibration platt = PlattScaling.fit(set);

    double worstIsotonic = 0;
    double worstPlatt = 0;
    for (double logit = -3; logit <= 3; logit += 0.25) {
      double truth = bent(logit);
      worstIsotonic = Math.max(worstIsotonic, Math.abs(isotonic.probability(logit) - truth));
      worstPlatt = Math.max(worstPlatt, Math.abs(platt.probability(logit) - truth));
    }
    assertThat(worstIsotonic).isLessThan(0.04);
    assertThat(worstPlatt).isGreaterThan(0.1);
  }

  @Test
  void fit_anyScores_risesEverywhereSoThatNoRankingIsLost() {
    for (long seed = 0; seed < 30; seed++) {
      ScoredSet set = drawn(300 + (int) seed * 20, seed);
      Calibration calibration = IsotonicRegression.fit(set);
      ScoredSet calibrated = new ScoredSet();
      double before = Double.NEGATIVE_INFINITY;
      for (double logit = -30; logit <= 30; logit += 0.01) {
        double here = calibration.logOdds(logit);
        assertThat(here > before).as("rises at %s, seed %d", logit, seed).isTrue();
        before = here;
      }
      for (int i = 0; i < set.size(); i++) {
        calibrated.add(calibration.probability(set.score(i)), set.isPositive(i), set.weight(i));
      }
      assertThat(Metrics.rocAuc(calibrated))
          .as("seed %d", seed)
          .isCloseTo(Metrics.rocAuc(set), within(1e-4));
    }
  }

  @Test
  void fit_equalLogits_getTheirWeightedRate() {
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < 100; i++) {
      set.add(-1, i < 10, 1);
      set.add(2, i < 60, i < 60 ? 2 : 1);
    }

    Calibration calibration = IsotonicRegression.fit(set);

    assertThat((double) calibration.probability(-1)).isCloseTo(0.10, within(0.02));
    assertThat((double) calibration.probability(2)).isCloseTo(120 / 160.0, within(0.02));
  }

  @Test
  void fit_logitsThatTellNothing_fallsBackToPlatt() {
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < 50; i++) {
      set.add(1, i % 2 == 0, 1);
    }

    assertThat(IsotonicRegression.fit(set)).isEqualTo(PlattScaling.fit(set));
  }

  @Test
  void fit_aKindMissing_isRefused() {
    ScoredSet set = new ScoredSet();
    set.add(1, true, 1);

    assertThatIllegalArgumentException().isThrownBy(() -> IsotonicRegression.fit(set));
  }

  @Test
  void choice_nothingAsked_takesTheLowerLogLoss() {
    CalibrationChoice bent =
        CalibrationChoice.of(Label.SPAM, drawn(20_000, 5), Optional.empty(), 1);
    int straight = 0;
    for (long seed = 0; seed < 20; seed++) {
      CalibrationChoice choice =
          CalibrationChoice.of(Label.SPAM, straight(300, seed), Optional.empty(), 1);
      straight += choice.method() == CalibrationMethod.PLATT ? 1 : 0;
    }

    assertThat(bent.method()).isEqualTo(CalibrationMethod.ISOTONIC);
    assertThat(bent.isotonicLogLoss()).isLessThan(bent.plattLogLoss());
    assertThat(straight).as("of 20 straight ones").isGreaterThanOrEqualTo(16);
  }

  @Test
  void choice_askedFor_isTakenAndStillMeasured() {
    CalibrationChoice choice =
        CalibrationChoice.of(Label.SPAM, drawn(20_000, 5), Optional.of(CalibrationMethod.PLATT), 1);

    assertThat(choice.method()).isEqualTo(CalibrationMethod.PLATT);
    assertThat(choice.isotonicLogLoss()).isLessThan(choice.plattLogLoss());
  }

  @Test
  void choice_fewerThanTenOfAKind_isPlattWithoutATry() {
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < 200; i++) {
      set.add(i, i > 195, 1);
    }

    assertThat(CalibrationChoice.of(Label.THREAT, set, Optional.empty(), 1))
        .isEqualTo(new CalibrationChoice("threat", CalibrationMethod.PLATT, null, null));
  }

  /** Rises fast, then hardly, then fast again: no straight line in log-odds. */
  private static double bent(double logit) {
    return 0.45 / (1 + Math.exp(-4 * (logit + 2))) + 0.5 / (1 + Math.exp(-4 * (logit - 2)));
  }

  private static ScoredSet drawn(int size, long seed) {
    Random random = new Random(seed);
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < size; i++) {
      double logit = random.nextGaussian() * 2;
      set.add(logit, random.nextDouble() < bent(logit), 1 + random.nextInt(2));
    }
    return set;
  }

  private static ScoredSet straight(int size, long seed) {
    Random random = new Random(seed);
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < size; i++) {
      double logit = random.nextGaussian() * 3;
      set.add(logit, random.nextDouble() < 1 / (1 + Math.exp(-logit)), 1);
    }
    return set;
  }
}
