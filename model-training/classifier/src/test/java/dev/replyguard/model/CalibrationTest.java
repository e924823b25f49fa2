package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Calibration.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void identity_leavesTheModelsProbability() {
    for (double logit = -20; logit <= 20; logit += 0.37) {
      assertThat((double) Calibration.IDENTITY.probability(logit))
          .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-7));
    }
  }

  @Test
  void platt_isOneStraightLine() {
    Calibration platt = Calibration.platt(0.5, -2);

    assertThat(platt.probability(4)).isEqualTo(0.5f);
    assertThat((double) platt.probability(0)).isCloseTo(1 / (1 + Math.exp(2)), within(1e-7));
  }

  @Test
  void probability_atEachPoint_isTheMeasuredOne() {
    double[] logits = {-3, -1, 0.5, 2, 6};
    double[] measured = {0.01, 0.05, 0.05, 0.6, 0.97};
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      points.add(Calibration.measured(logits[i], measured[i]));
    }
    Calibration calibration = new Calibration(points);

    for (int i = 0; i < logits.length; i++) {
      assertThat((double) calibration.probability(logits[i])).isCloseTo(measured[i], within(1e-6));
    }
    assertThat(calibration.probability(1.25)).isBetween(0.05f, 0.6f);
    assertThat(calibration.probability(8)).isGreaterThan(0.97f);
    assertThat(calibration.probability(-5)).isLessThan(0.01f);
  }

  @Test
  void logOdds_risingLine_keepsTheRanking() {
    Calibration calibration =
        new Calibration(
            List.of(new Point(-6, -9), new Point(-2, -4), new Point(0, -3.9), new Point(3, 5)));

    double before = Double.NEGATIVE_INFINITY;
    for (double logit = -12; logit <= 12; logit += 0.001) {
      double here = calibration.logOdds(logit);
      assertThat(here > before).as("rises at %s", logit).isTrue();
      assertThat((double) calibration.probability(logit))
          .isCloseTo(1 / (1 + Math.exp(-here)), within(1e-7));
      before = here;
    }
    assertThat(calibration.logOdds(1.5)).isCloseTo(0.55, within(1e-12));
    assertThat(calibration.logOdds(5)).isCloseTo(5 + 2 * 8.9 / 3, within(1e-12));
  }

  @Test
  void equals_samePoints_isEqual() {
    Calibration one = new Calibration(List.of(new Point(-1, -2), new Point(1, 2)));

    assertThat(one)
        .isEqualTo(new Calibration(one.points()))
        .hasSameHashCodeAs(new Calibration(one.points()))
        .isNotEqualTo(Calibration.IDENTITY);
  }

  @Test
  void probability_anyPoints_neverFallsAndStaysWithinZeroAndOne() {
    long seed = System.nanoTime();
    System.out.println("CalibrationTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<Point> points = new ArrayList<>();
      double logit = -random.nextDouble() * 20;
      double calibrated = -random.nextDouble() * 20;
      for (int i = 0; i < 2 + random.nextInt(12); i++) {
        points.add(new Point(logit, calibrated));
        logit += 0.01 + random.nextDouble() * 3;
        calibrated += random.nextInt(3) == 0 ? 0 : random.nextDouble() * 3;
      }
      Calibration calibration = new Calibration(points);
      float before = 0;
      for (double x = -60; x <= 60; x += 0.05) {
        float probability = calibration.probability(x);
        assertThat(probability >= before && probability <= 1).as("at %s of %s", x, points).isTrue();
        before = probability;
      }
    }
  }

  @Test
  void probability_farOut_isStillAProbability() {
    assertThat(Calibration.IDENTITY.probability(1e300)).isEqualTo(1f);
    assertThat(Calibration.IDENTITY.probability(-1e300)).isEqualTo(0f);
  }

  @Test
  void create_fewerThanTwoPointsOrFallingOnes_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Calibration(List.of(new Point(0, 0))))
        .withMessage("calibration: at least 2 points expected, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Calibration(List.of(new Point(0, 0), new Point(0, 1))))
        .withMessageContaining("rising points expected");
    assertThatIllegalArgumentException().isThrownBy(() -> Calibration.platt(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Calibration.platt(Double.NaN, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Point(0, Double.POSITIVE_INFINITY));
  }
}
