package dev.replyguard.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "0.5, 0.5",
    "0.1, 0.1",
    "0.25, 0.25",
    "0.000001, 0.000001",
    "0.0000004, 0",
    "0.0000006, 0.000001",
    "0.9999999, 1",
    "0.999999, 0.999999",
    "0.123456789, 0.123457"
  })
  void probability_hasSixDecimalsWithoutTrailingZeros(float probability, String expected) {
    assertThat(written(probability)).isEqualTo(expected);
  }

  @Test
  void probability_isWithinHalfAMillionth() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      float probability = random.nextFloat();
      // A float of nearly 1 is itself known to 3e-8 only.
      assertThat(Math.abs(Double.parseDouble(written(probability)) - probability))
          .as("%s, seed %d", probability, seed)
          .isLessThan(5.7e-7);
    }
  }

  private static String written(float probability) {
    return JsonWriter.write(16, json -> JsonWriter.writeProbability(json, probability))
        .toString(StandardCharsets.UTF_8);
  }
}
