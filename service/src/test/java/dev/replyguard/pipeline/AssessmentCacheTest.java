package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.config.CacheSettings;
import dev.replyguard.domain.Assessment;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.CacheKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AssessmentCacheTest {
  private static final Assessment ASSESSMENT =
      Assessment.of(Scores.of(new float[Label.ALL.size()]), null);

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void find_afterItsTime_isEmpty() {
    AssessmentCache cache = cache(1 << 20);
    cache.put(key(1), ASSESSMENT);
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(cache.find(key(1))).contains(ASSESSMENT);

    nanos.addAndGet(Duration.ofSeconds(2).toNanos());

    assertThat(cache.find(key(1))).isEmpty();
  }

  @Test
  void put_beyondTheBound_evicts() {
    AssessmentCache cache = cache(10 * 448);

    for (int i = 0; i < 1_000; i++) {
      cache.put(key(i), ASSESSMENT);
    }

    long kept = 0;
    for (int i = 0; i < 1_000; i++) {
      kept += cache.find(key(i)).isPresent() ? 1 : 0;
    }
    assertThat(kept).isBetween(1L, 10L);
  }

  @Test
  void put_switchedOff_keepsNothing() {
    AssessmentCache cache = cache(0);

    cache.put(key(1), ASSESSMENT);

    assertThat(cache.find(key(1))).isEmpty();
  }

  private AssessmentCache cache(int bytes) {
    return new AssessmentCache(
        new CacheSettings(bytes, Duration.ofMinutes(1), Duration.ofHours(1)), nanos::get);
  }

  private static CacheKey key(int number) {
    return new CacheKey(String.format("%032x", number));
  }
}
