package dev.replyguard.pipeline;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.model.Scores;
import dev.replyguard.store.CacheKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A comment on its way, with what the stages have found out about it; immutable.
 *
 * @param comment the comment
 * @param cacheKey where a decision on its text is kept
 * @param storeAway true where the store has failed to answer about this comment already
 * @param remembered the decision made earlier on the same text, or null
 * @param scores what the model says, or null before it was asked
 * @param language the ISO 639-1 code of the detected language, or null
 */
record Findings(
    Comment comment,
    CacheKey cacheKey,
    boolean storeAway,
    @Nullable Decision remembered,
    @Nullable Scores scores,
    @Nullable String language) {

  /** Nothing but the comment itself. */
  static Findings of(Comment comment, CacheKey cacheKey) {
    return new Findings(comment, cacheKey, false, null, null, null);
  }

  Findings withStoreAway() {
    return new Findings(comment, cacheKey, true, remembered, scores, language);
  }

  Findings withRemembered(Decision decision) {
    return new Findings(comment, cacheKey, storeAway, decision, scores, language);
  }

  Findings withScores(Scores newScores, Optional<String> newLanguage) {
    return new Findings(
        comment, cacheKey, storeAway, remembered, newScores, newLanguage.orElse(null));
  }
}
