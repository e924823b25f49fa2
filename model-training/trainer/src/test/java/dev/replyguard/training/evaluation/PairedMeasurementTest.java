package dev.replyguard.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Interval;
import dev.replyguard.model.Label;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairedMeasurementTest {
  private static final Resampling RESAMPLING = new Resampling(500, 3, 0.95);
  private static final double RISK = 0.05;

  private final ScoredRows one = new ScoredRows();
  private final ScoredRows two = new ScoredRows();

  @Test
  void differences_ofTheSameScores_areNone() {
    fill(600, 0);

    Difference difference = differences(Set.of()).get(0);

    assertThat(difference.rocAuc().difference()).isZero();
    assertThat(difference.rocAuc().interval()).isNotNull();
    assertThat(difference.isLower(0, RISK)).isFalse();
    assertThat(difference.isHigher(RISK)).isFalse();
  }

  @Test
  void differences_ofANoisierModel_areBelowZeroBeyondDoubt() {
    fill(1_500, 1.5);

    Difference difference = differences(Set.of()).get(0);

    assertThat(difference.rocAuc().two()).isLessThan(difference.rocAuc().one());
    assertThat(Objects.requireNonNull(difference.rocAuc().interval()).high()).isNegative();
    assertThat(difference.isLower(0, RISK)).isTrue();
    assertThat(difference.isLower(0.4, RISK)).isFalse();
    assertThat(difference.isHigher(RISK)).isFalse();
  }

  @Test
  void differences_pairedIntervals_areNarrowerThanEachModelsOwn() {
    fill(800, 0.2);
    Figures own = Measurement.of("d", "all", one, Map.of(), RESAMPLING).figures().get(0);

    Difference difference = differences(Set.of()).get(0);

    double paired = width(Objects.requireNonNull(difference.rocAuc().interval()));
    assertThat(paired)
        .isLessThan(
            0.5 * width(Objects.requireNonNull(Objects.requireNonNull(own.intervals()).rocAuc())));
  }

  @Test
  void differences_withAMean_beginWithIt() {
    fill(600, 0.5);
    Set<Label> averaged = EnumSet.of(Label.INSULT, Label.SPAM);

    List<Difference> found = differences(averaged);

    assertThat(found).extracting(Difference::label).containsExactly("mean of 2", "insult", "spam");
    assertThat(found.get(0).rocAuc().difference())
        .isCloseTo(
            (found.get(1).rocAuc().difference() + found.get(2).rocAuc().difference()) / 2,
            within(2e-6));
    assertThat(new PairedMeasurement("d", "all", one, two).comparisons(averaged)).isEqualTo(3);
  }

  private List<Difference> differences(Set<Label> averaged) {
    return new PairedMeasurement("d", "all", one, two).differences(averaged, RESAMPLING);
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }

  /** The second model sees what the first sees, and noise. */
  private void fill(int size, double noise) {
    Random random = new Random(7);
    for (int i = 0; i < size; i++) {
      one.nextRow();
      two.nextRow();
      for (Label label : List.of(Label.INSULT, Label.SPAM)) {
        boolean positive = random.nextInt(4) == 0;
        double z = random.nextGaussian() + (positive ? 1.5 : 0);
        one.add(label, 1 / (1 + Math.exp(-z)), positive, 1);
        two.add(label, 1 / (1 + Math.exp(-z - noise * random.nextGaussian())), positive, 1);
      }
    }
  }
}
