package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.config.CacheSettings;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.CacheKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DecisionCacheTest {
  private static final Decision DECISION =
      new Decision(
          Verdict.APPROVE,
          Scores.of(new float[Label.ALL.size()]),
          List.of(),
          "m",
          "p",
          null,
          Instant.EPOCH);

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void find_afterItsTime_isEmpty() {
    DecisionCache cache = cache(1 << 20);
    cache.put(key(1), DECISION);
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(cache.find(key(1))).contains(DECISION);

    nanos.addAndGet(Duration.ofSeconds(2).toNanos());

    assertThat(cache.find(key(1))).isEmpty();
  }

  @Test
  void put_beyondTheBound_evicts() {
    DecisionCache cache = cache(10 * 512);

    for (int i = 0; i < 1_000; i++) {
      cache.put(key(i), DECISION);
    }

    long kept = 0;
    for (int i = 0; i < 1_000; i++) {
      kept += cache.find(key(i)).isPresent() ? 1 : 0;
    }
    assertThat(kept).isBetween(1L, 10L);
  }

  @Test
  void put_switchedOff_keepsNothing() {
    DecisionCache cache = cache(0);

    cache.put(key(1), DECISION);

    assertThat(cache.find(key(1))).isEmpty();
  }

  private DecisionCache cache(int bytes) {
    return new DecisionCache(
        new CacheSettings(bytes, Duration.ofMinutes(1), Duration.ofHours(1)), nanos::get);
  }

  private static CacheKey key(int number) {
    return new CacheKey(String.format("%032x", number));
  }
}
