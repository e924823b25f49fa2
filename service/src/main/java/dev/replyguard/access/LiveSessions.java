package dev.replyguard.access;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which sessions were used at this service lately, to be measured: at most {@value #MAX} of them
 * are remembered, and the store is not asked. Safe for use by every thread.
 */
public final class LiveSessions {
  /** How many are told apart. */
  static final int MAX = 10_000;

  /** How long a session counts after its last use: a console asks for something all the time. */
  static final Duration LATELY = Duration.ofMinutes(5);

  private final Map<String, Instant> used = new ConcurrentHashMap<>();
  private final InstantSource clock;

  /** None yet; shown in that registry. */
  public LiveSessions(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    Gauge.builder("replyguard_sessions_live", this, LiveSessions::count)
        .description("Sessions used at this instance within the last 5 minutes")
        .register(registry);
  }

  /** A session is used. */
  void use(String digest) {
    // More or less: two threads may go past it by one each.
    if (used.size() < MAX || used.containsKey(digest)) {
      used.put(digest, clock.instant());
    }
  }

  /** A session was ended by whose it is. */
  void end(String digest) {
    used.remove(digest);
  }

  /** How many there are. */
  int count() {
    Instant since = clock.instant().minus(LATELY);
    used.values().removeIf(last -> last.isBefore(since));
    return used.size();
  }
}
