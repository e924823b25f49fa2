package dev.replyguard.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(25), Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource({
    "0, 25",
    "1, 25",
    "2, 50",
    "3, 100",
    "6, 800",
    "7, 1000",
    "60, 1000",
    "2147483647, 1000"
  })
  void after_failures_isInTheUpperHalfOfTheLimit(int failures, long limit) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 1_000; i++) {
      assertThat(BACKOFF.after(failures, random))
          .isBetween(Duration.ofMillis(limit).dividedBy(2), Duration.ofMillis(limit));
    }
  }

  @Test
  void after_twoClients_differ() {
    assertThat(BACKOFF.after(5, new SplittableRandom(1)))
        .isNotEqualTo(BACKOFF.after(5, new SplittableRandom(2)));
  }

  @Test
  void constructor_longestBelowShortest_isRefused() {
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 < shortest <= longest");
  }
}
