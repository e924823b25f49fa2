package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

  @Test
  void next_isLaidOutAsUuidVersion7() {
    TimeOrderedIds ids = at("2026-11-22T10:15:30.123Z", 1);

    assertThat(ids.next()).matches("01[0-9a-f]{10}7[0-9a-f]{3}[89ab][0-9a-f]{15}");
    assertThat(Long.parseLong(ids.next().substring(0, 12), 16))
        .isEqualTo(Instant.parse("2026-11-22T10:15:30.123Z").toEpochMilli());
  }

  @Test
  void next_sortsByTime() {
    assertThat(at("2026-11-22T10:15:30.123Z", 1).next())
        .isLessThan(at("2026-11-22T10:15:30.124Z", 2).next());
  }

  @Test
  void next_inOneMillisecond_neverRepeats() {
    TimeOrderedIds ids = at("2026-11-22T10:15:30Z", 3);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      assertThat(seen.add(ids.next())).isTrue();
    }
  }

  private static TimeOrderedIds at(String instant, long seed) {
    return new TimeOrderedIds(
        Clock.fixed(Instant.parse(instant), ZoneOffset.UTC), new SplittableRandom(seed));
  }
}
