package dev.replyguard.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackingTest {
  private static final long SEED = 20_261_125;

  @Test
  void fit_labelsDrawnFromKnownWeights_findsThem() {
    Random random = new Random(SEED);
    Stacking.Rows rows = new Stacking.Rows();
    for (int i = 0; i < 50_000; i++) {
      double first = random.nextGaussian() * 2;
      double second = random.nextGaussian() * 2;
      double probability = 1 / (1 + Math.exp(-(0.7 * first + 0.4 * second - 1)));
      rows.add(first, second, random.nextDouble() < probability, 1);
    }

    Stacking stacking = Stacking.fit(rows, Stacking.HALF);

    assertThat(stacking.first()).as("seed %d", SEED).isCloseTo(0.7, within(0.05));
    assertThat(stacking.second()).isCloseTo(0.4, within(0.05));
    assertThat(stacking.bias()).isCloseTo(-1, within(0.05));
  }

  @Test
  void fit_oneThatMisleads_isLeftOut() {
    Random random = new Random(SEED);
    Stacking.Rows rows = new Stacking.Rows();
    for (int i = 0; i < 20_000; i++) {
      double second = random.nextGaussian() * 2;
      boolean positive = random.nextDouble() < 1 / (1 + Math.exp(-second));
      rows.add(positive ? -1 + random.nextGaussian() : 1, second, positive, 1);
    }

    Stacking stacking = Stacking.fit(rows, Stacking.HALF);

    assertThat(stacking.first()).isZero();
    assertThat(stacking.second()).isCloseTo(1, within(0.1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 0.01, 0.99})
  void fit_hardlyAnyRows_staysAtTheParts(double part) {
    Stacking.Rows rows = new Stacking.Rows();
    rows.add(0.1, -0.1, true, 1);
    rows.add(-0.1, 0.1, false, 1);

    Stacking stacking = Stacking.fit(rows, part);

    assertThat(stacking.first()).isCloseTo(1 - part, within(0.005));
    assertThat(stacking.second()).isCloseTo(part, within(0.005));
  }

  @Test
  void fit_weightsOfRows_moveTheBias() {
    Stacking.Rows even = new Stacking.Rows();
    Stacking.Rows rare = new Stacking.Rows();
    for (int i = 0; i < 100; i++) {
      even.add(0, 0, i % 2 == 0, 1);
      rare.add(0, 0, i % 2 == 0, i % 2 == 0 ? 1 : 9);
    }

    assertThat(Stacking.fit(even, Stacking.HALF).bias()).isCloseTo(0, within(1e-6));
    assertThat(Stacking.fit(rare, Stacking.HALF).bias()).isCloseTo(Math.log(1.0 / 9), within(1e-6));
  }
}
