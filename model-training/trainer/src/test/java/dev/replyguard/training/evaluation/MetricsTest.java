package dev.replyguard.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void rocAuc_countsATieAsHalfAndEachPairByItsWeights() {
    ScoredSet set = new ScoredSet();
    set.add(0.9, true, 1);
    set.add(0.5, true, 2);
    set.add(0.5, false, 3);
    set.add(0.7, false, 1);
    set.add(0.1, false, 4);

    // Pairs: positive 0.9 (weight 1) beats all 8; positive 0.5 (weight 2) beats 4, ties with 3.
    double expected = (1 * 8 + 2 * (4 + 3 / 2.0)) / (3 * 8);
    assertThat(Metrics.rocAuc(set)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void rocAuc_isOneHalfWhenAllScoresAreEqual() {
    ScoredSet set = new ScoredSet();
    set.add(0.3, true, 1);
    set.add(0.3, false, 5);
    set.add(0.3, false, 1);

    assertThat(Metrics.rocAuc(set)).isEqualTo(0.5);
  }

  @Test
  void rocAuc_equalsThePairwiseDefinitionOnRandomScores() {
    Random random = new Random(11);
    ScoredSet set = new ScoredSet();
    for (int i = 0; i < 300; i++) {
      set.add(random.nextInt(40) / 40.0, random.nextInt(3) == 0, 1 + random.nextInt(5));
    }

    assertThat(Metrics.rocAuc(set)).as("seed 11").isCloseTo(pairwise(set), within(1e-12));
  }

  @Test
  void rocAuc_ofAWeightIsThatOfSoManyCopies() {
    ScoredSet weighted = new ScoredSet();
    ScoredSet copied = new ScoredSet();
    Random random = new Random(12);
    for (int i = 0; i < 50; i++) {
      double score = random.nextInt(10) / 10.0;
      boolean positive = random.nextBoolean();
      int copies = 1 + random.nextInt(3);
      weighted.add(score, positive, copies);
      for (int copy = 0; copy < copies; copy++) {
        copied.add(score, positive, 1);
      }
    }

    assertThat(Metrics.rocAuc(weighted)).isCloseTo(Metrics.rocAuc(copied), within(1e-12));
    assertThat(Metrics.prAuc(weighted)).isCloseTo(Metrics.prAuc(copied), within(1e-12));
    assertThat(Metrics.calibrationError(weighted))
        .isCloseTo(Metrics.calibrationError(copied), within(1e-12));
  }

  @Test
  void prAuc_isTheMeanPrecisionAtEachHit() {
    ScoredSet set = new ScoredSet();
    set.add(0.9, true, 1);
    set.add(0.8, false, 1);
    set.add(0.7, true, 1);
    set.add(0.6, false, 1);

    assertThat(Metrics.prAuc(set)).isCloseTo((1.0 + 2.0 / 3) / 2, within(1e-12));
  }

  @Test
  void calibrationError_isTheGapWithinEachTenth() {
    ScoredSet set = new ScoredSet();
    set.add(0.95, true, 1);
    set.add(0.92, false, 1);
    set.add(0.04, false, 2);
    set.add(1.0, true, 1);

    // Top bin: scores 2.87, hits 2; lowest bin: scores 0.08, hits 0; five comments in all.
    assertThat(Metrics.calibrationError(set)).isCloseTo((0.87 + 0.08) / 5, within(1e-12));
  }

  @Test
  void baseRate_isWeighted() {
    ScoredSet set = new ScoredSet();
    set.add(0.1, true, 1);
    set.add(0.2, false, 3);

    assertThat(set.baseRate()).isEqualTo(0.25);
    assertThat(set.positives()).isEqualTo(1);
  }

  @Test
  void add_refusesWhatIsNotANumberOrNoWeight() {
    ScoredSet set = new ScoredSet();

    assertThatThrownBy(() -> set.add(Double.NaN, true, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> set.add(0, true, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double pairwise(ScoredSet set) {
    double wins = 0;
    double pairs = 0;
    for (int p = 0; p < set.size(); p++) {
      for (int n = 0; n < set.size(); n++) {
        if (set.isPositive(p) && !set.isPositive(n)) {
          double weight = set.weight(p) * set.weight(n);
          pairs += weight;
          wins += weight * (1 + Math.signum(set.score(p) - set.score(n))) / 2;
        }
      }
    }
    return wins / pairs;
  }
}
