package dev.replyguard.pipeline;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Scores;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.store.Background;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * Tries a draft policy on a comment that somebody made up. Nothing is stored or looked up: lists,
 * earlier comments and rulings have no part in it. Safe for use by every event loop.
 */
public final class PolicyTrial {
  private final Scoring scoring;
  private final LanguageDetector languages;
  private final WorkerPool workers;

  /** Over its collaborators. */
  public PolicyTrial(Scoring scoring, LanguageDetector languages, WorkerPool workers) {
    this.scoring = scoring;
    this.languages = languages;
    this.workers = workers;
  }

  /** What the draft would decide. */
  public Future<Decision> run(Comment comment, CompiledPolicy draft, Instant now) {
    return scoring
        .score(Scoring.inputOf(comment))
        .compose(scores -> workers.submit(givenUp -> judge(comment, scores, draft, now)));
  }

  private Decision judge(Comment comment, Scores scores, CompiledPolicy draft, Instant now) {
    Decision scored =
        new Decision(
            Verdict.APPROVE,
            scores,
            List.of(),
            scoring.modelVersion(),
            draft.version(),
            languages.detect(comment.text()).orElse(null),
            now);
    Findings found =
        PolicyReplay.replay(
            new RecordedComment(comment, scored, now, 1),
            Background.NOTHING,
            PolicyReplay.NO_TRACE,
            draft);
    return new Decision(
        found.verdict(),
        scores,
        found.reasons(),
        scored.model(),
        scored.policy(),
        scored.detectedLanguage(),
        now);
  }
}
