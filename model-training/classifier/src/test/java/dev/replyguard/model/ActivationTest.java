package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ActivationTest {
  private static final long SEED = 20_261_125;

  @Test
  void sigmoid_outputs_areTheLogOddsThemselves() {
    assertThat(Activation.SIGMOID.logOdds(new float[] {1.5f, -2f}, 1)).isEqualTo(-2);
  }

  @Test
  void softmax_anyScores_agreesWithItsDefinition() {
    Random random = new Random(SEED);
    for (int i = 0; i < 1_000; i++) {
      float[] row = new float[2 + random.nextInt(6)];
      double sum = 0;
      for (int column = 0; column < row.length; column++) {
        row[column] = (float) (random.nextGaussian() * 4);
        sum += Math.exp(row[column]);
      }
      int column = random.nextInt(row.length);
      double probability = Math.exp(row[column]) / sum;

      assertThat(Activation.SOFTMAX.logOdds(row, column))
          .as("row %d of seed %d", i, SEED)
          .isCloseTo(Math.log(probability / (1 - probability)), within(1e-6));
    }
  }

  @Test
  void softmax_hugeScores_doNotOverflow() {
    assertThat(Activation.SOFTMAX.logOdds(new float[] {1e30f, 0, 0}, 0))
        .isEqualTo(Activation.MAX_LOG_ODDS);
    assertThat(Activation.SOFTMAX.logOdds(new float[] {1e30f, 0, 0}, 1))
        .isEqualTo(-Activation.MAX_LOG_ODDS);
  }

  @Test
  void none_probabilities_becomeLogOdds() {
    assertThat(Activation.NONE.logOdds(new float[] {0.8f}, 0)).isCloseTo(Math.log(4), within(1e-6));
    assertThat(Activation.NONE.logOdds(new float[] {0}, 0)).isEqualTo(-Activation.MAX_LOG_ODDS);
    assertThat(Activation.NONE.logOdds(new float[] {1.000001f}, 0))
        .isEqualTo(Activation.MAX_LOG_ODDS);
  }

  @Test
  void none_outputThatIsNoProbability_isRefused() {
    assertThatExceptionOfType(ScoringException.class)
        .isThrownBy(() -> Activation.NONE.logOdds(new float[] {0, 3}, 1))
        .withMessage("the model's output 1 is no probability: 3.0");
  }

  @Test
  void anyOutputThatIsNotANumber_isRefused() {
    for (Activation activation : Activation.values()) {
      assertThatExceptionOfType(ScoringException.class)
          .isThrownBy(() -> activation.logOdds(new float[] {Float.NaN, 0}, 0))
          .withMessage("the model's output 0 is not a number");
    }
  }
}
