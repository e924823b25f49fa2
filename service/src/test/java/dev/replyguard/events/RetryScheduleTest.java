package dev.replyguard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final Instant FIRST = Instant.parse("2026-11-22T10:00:00Z");
  private static final long SEED = 4_711;

  private final RetrySchedule schedule = new RetrySchedule(new Random(SEED));

  @Test
  void next_waitsTwiceAsLongEachTime_upToSixHours() {
    for (int attempts = 1; attempts <= 40; attempts++) {
      Duration longest =
          Duration.ofSeconds((long) Math.min(6 * 3_600, 10 * Math.pow(2, attempts - 1)));
      Instant next = schedule.next(attempts, FIRST, FIRST).orElseThrow();

      assertThat(Duration.between(FIRST, next))
          .as("attempt %d, seed %d", attempts, SEED)
          .isBetween(longest.dividedBy(2), longest);
    }
  }

  @Test
  void next_laterThanThreeDaysAfterTheFirst_isNever() {
    Instant now = FIRST.plus(Duration.ofDays(3));

    assertThat(schedule.next(20, FIRST, now)).isEqualTo(Optional.empty());
    assertThat(schedule.next(1, FIRST, now.minusSeconds(10))).isPresent();
  }

  @Test
  void attemptsOfThreeDays_areAboutThirty() {
    int attempts = 0;
    Optional<Instant> now = Optional.of(FIRST);
    while (now.isPresent()) {
      attempts++;
      now = schedule.next(attempts, FIRST, now.get());
    }

    assertThat(attempts).as("seed %d", SEED).isBetween(20, 40);
  }
}
