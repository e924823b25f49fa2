package dev.replyguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({"250ms,PT0.25S", "10s,PT10S", "5m,PT5M", "24h,PT24H", "7d,PT168H", "10 s,PT10S"})
  void duration_reads(String text, Duration expected) {
    assertThat(Quantities.duration(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "1.5s", "1s1s", "10S", "99999999999s", "1 year"})
  void duration_refuses(String text) {
    assertThat(Quantities.duration(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "17,17", "17B,17", "2KiB,2048", "1MiB,1048576", "4GiB,4294967296"})
  void bytes_reads(String text, long expected) {
    assertThat(Quantities.bytes(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KiB", "-1", "1.5MiB", "1KB", "1TB"})
  void bytes_refuses(String text) {
    assertThat(Quantities.bytes(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PT0S,0ms", "PT0.25S,250ms", "PT90S,90s", "PT2M,2m", "PT24H,1d"})
  void format_takesTheLargestUnitWithoutRest(Duration duration, String expected) {
    assertThat(Quantities.format(duration)).isEqualTo(expected);
  }
}
