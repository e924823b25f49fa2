package dev.replyguard.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.replyguard.config.CacheSettings;
import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Evidence;
import dev.replyguard.domain.Match;
import dev.replyguard.store.CacheKey;
import java.util.Optional;

/**
 * Recent assessments in this process, in front of those in the store, bounded by their estimated
 * memory and by age. Safe for use by every thread.
 */
final class AssessmentCache {
  // Estimates on the high side: key, entry, assessment, scores; then what a label adds, a match,
  // a feature.
  private static final int ENTRY_BYTES = 448;
  private static final int LABEL_BYTES = 128;
  private static final int MATCH_BYTES = 88;
  private static final int FEATURE_BYTES = 120;

  private final Cache<CacheKey, Assessment> assessments;

  /** Empty. {@code ticker} tells the age of entries. */
  AssessmentCache(CacheSettings settings, Ticker ticker) {
    assessments =
        Caffeine.newBuilder()
            .maximumWeight(settings.localBytes())
            .weigher((CacheKey key, Assessment assessment) -> estimatedBytes(assessment))
            .expireAfterWrite(settings.localTtl())
            .ticker(ticker)
            // Its upkeep is a few entries at a time: not worth a further pool of threads.
            .executor(Runnable::run)
            .build();
  }

  Optional<Assessment> find(CacheKey key) {
    return Optional.ofNullable(assessments.getIfPresent(key));
  }

  void put(CacheKey key, Assessment assessment) {
    assessments.put(key, assessment);
  }

  private static int estimatedBytes(Assessment assessment) {
    int bytes = ENTRY_BYTES;
    for (Evidence evidence : assessment.evidence().values()) {
      bytes += LABEL_BYTES + FEATURE_BYTES * evidence.features().size();
      for (Match match : evidence.words()) {
        bytes += MATCH_BYTES + 2 * match.text().length();
      }
    }
    return bytes;
  }
}
