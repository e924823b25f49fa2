package dev.replyguard.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveSessionsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Instant now = Instant.parse("2026-11-22T09:00:00Z");
  private final LiveSessions live = new LiveSessions(registry, () -> now);

  @Test
  void session_countsOnce_untilItGoesUnusedOrEnds() {
    live.use("one");
    live.use("one");
    live.use("two");
    live.use("three");
    assertThat(shown()).isEqualTo(3);

    live.end("three");
    assertThat(shown()).isEqualTo(2);

    now = now.plus(LiveSessions.LATELY);
    live.use("two");
    now = now.plusMillis(1);
    assertThat(shown()).isEqualTo(1);
  }

  @Test
  void moreThanAreToldApart_areNotKept_andMakeRoomAgain() {
    IntStream.range(0, LiveSessions.MAX + 100).forEach(i -> live.use("session-" + i));
    assertThat(shown()).isEqualTo(LiveSessions.MAX);

    now = now.plus(LiveSessions.LATELY).plusMillis(1);
    assertThat(shown()).isZero();
    live.use("another");
    assertThat(shown()).isEqualTo(1);
  }

  private double shown() {
    return registry.get("replyguard_sessions_live").gauge().value();
  }
}
