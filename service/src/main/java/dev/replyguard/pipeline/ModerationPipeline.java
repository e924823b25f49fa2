package dev.replyguard.pipeline;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.replyguard.config.CacheSettings;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Policy;
import dev.replyguard.domain.Stage;
import dev.replyguard.pipeline.StageOutcome.Decided;
import dev.replyguard.pipeline.StageOutcome.NoOpinion;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.KeyedHash;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/**
 * The way of a comment: stages in a fixed order, of which the first to decide ends the run, and
 * then the record.
 *
 * <p>Safe for use by every event loop; a call completes on the loop it was made from. It fails with
 * an {@link OverloadedException} when too much scoring is waiting, and never because the store is
 * away: the judgement then says that it was not recorded.
 */
public final class ModerationPipeline {
  private final List<PipelineStage> stages;
  private final Scoring scoring;
  private final CommentStore store;
  private final Policy policy;
  private final KeyedHash hash;
  private final DecisionCache local;
  private final PipelineMetrics metrics;

  /**
   * A pipeline over its collaborators.
   *
   * @param scoring the model
   * @param languages tells in which language a comment is
   * @param policy what scores lead to
   * @param store where comments and decisions are kept
   * @param hash names texts in the caches
   * @param cache bounds of the cache in this process
   * @param registry takes the meters
   * @param clock tells when a decision was made
   */
  public ModerationPipeline(
      Scoring scoring,
      LanguageDetector languages,
      Policy policy,
      CommentStore store,
      KeyedHash hash,
      CacheSettings cache,
      MeterRegistry registry,
      Clock clock) {
    this.scoring = scoring;
    this.store = store;
    this.policy = policy;
    this.hash = hash;
    this.local = new DecisionCache(cache, Ticker.systemTicker());
    this.metrics = new PipelineMetrics(registry);
    MatchLocator matches = new MatchLocator(scoring);
    this.stages =
        List.of(
            // Was this very comment decided before? One round trip, which also brings what is
            // remembered of its text.
            new KnownStage(store, local, metrics),
            // Here, before anything costly, is the place of a site's own lists and rules.
            // Was the same text decided before, under this model and this policy?
            new MemoryStage(matches),
            // What does the model say?
            new ScoreStage(scoring, languages),
            // What does the site make of that? This stage always decides.
            new PolicyStage(policy, scoring.modelVersion(), matches, clock));
  }

  /** Judges the comment and records it. */
  public Future<Judgement> judge(Comment comment) {
    return run(0, Findings.of(comment, cacheKey(comment))).compose(this::record);
  }

  private CacheKey cacheKey(Comment comment) {
    return new CacheKey(
        hash.hex(
            "decision",
            comment.site(),
            scoring.scoringKey(Scoring.inputOf(comment)),
            scoring.modelVersion(),
            policy.version()));
  }

  private Future<Decided> run(int index, Findings findings) {
    return stages
        .get(index)
        .examine(findings)
        .compose(
            outcome -> {
              if (outcome instanceof NoOpinion next) {
                return run(index + 1, next.findings());
              }
              return Future.succeededFuture((Decided) outcome);
            });
  }

  private Future<Judgement> record(Decided decided) {
    if (decided.by() == Stage.KNOWN) {
      return Future.succeededFuture(known(decided.findings(), decided.decision()));
    }
    Findings findings = decided.findings();
    if (decided.by() == Stage.POLICY) {
      // Not what came out of the cache: a text that returns all the time would never leave it.
      local.put(findings.cacheKey(), decided.decision());
    }
    if (findings.storeAway()) {
      // It has just failed to answer: another time-out would only delay the verdict.
      return Future.succeededFuture(notRecorded(decided));
    }
    return store
        .record(findings.comment(), decided.decision(), findings.cacheKey())
        .map(
            recorded -> recorded.isNew() ? recorded(decided) : known(findings, recorded.decision()))
        .otherwise(away -> notRecorded(decided));
  }

  private Judgement known(Findings findings, Decision earlier) {
    metrics.recorded(false);
    return judgement(findings, earlier, Stage.KNOWN, true);
  }

  private Judgement recorded(Decided decided) {
    metrics.recorded(true);
    return judgement(decided.findings(), decided.decision(), decided.by(), true);
  }

  private Judgement notRecorded(Decided decided) {
    metrics.notRecorded();
    return judgement(decided.findings(), decided.decision(), decided.by(), false);
  }

  private Judgement judgement(Findings findings, Decision decision, Stage by, boolean recorded) {
    metrics.decided(by, decision.verdict());
    boolean cached = by == Stage.KNOWN || by == Stage.MEMORY;
    return new Judgement(findings.comment().id(), decision, cached, recorded);
  }
}
