package dev.replyguard.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.replyguard.config.CacheSettings;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Reason;
import dev.replyguard.store.CacheKey;
import java.util.Optional;

/**
 * Recent decisions in this process, in front of those in the store, bounded by their estimated
 * memory and by age. Safe for use by every thread.
 */
final class DecisionCache {
  // Estimates on the high side: key, entry, decision, scores; then what a reason adds, a match.
  private static final int ENTRY_BYTES = 512;
  private static final int REASON_BYTES = 192;
  private static final int MATCH_BYTES = 80;
  private static final int FEATURE_BYTES = 120;

  private final Cache<CacheKey, Decision> decisions;

  /** Empty. {@code ticker} tells the age of entries. */
  DecisionCache(CacheSettings settings, Ticker ticker) {
    decisions =
        Caffeine.newBuilder()
            .maximumWeight(settings.localBytes())
            .weigher((CacheKey key, Decision decision) -> estimatedBytes(decision))
            .expireAfterWrite(settings.localTtl())
            .ticker(ticker)
            // Its upkeep is a few entries at a time: not worth a further pool of threads.
            .executor(Runnable::run)
            .build();
  }

  Optional<Decision> find(CacheKey key) {
    return Optional.ofNullable(decisions.getIfPresent(key));
  }

  void put(CacheKey key, Decision decision) {
    decisions.put(key, decision);
  }

  private static int estimatedBytes(Decision decision) {
    int bytes = ENTRY_BYTES;
    for (Reason reason : decision.reasons()) {
      bytes += REASON_BYTES + 2 * reason.message().length();
      for (Match match : reason.matches()) {
        bytes += MATCH_BYTES + 2 * match.text().length();
      }
      bytes += FEATURE_BYTES * reason.features().size();
    }
    return bytes;
  }
}
