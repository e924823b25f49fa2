package dev.replyguard.pipeline;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.replyguard.config.CacheSettings;
import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.AwayPolicy.Fallback;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.pipeline.StageOutcome.Known;
import dev.replyguard.pipeline.Stages.Step;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.store.Background;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.Recording;
import dev.replyguard.store.Terms;
import dev.replyguard.store.TextTrace;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * The way of a comment: the {@link Stages}, and then the record.
 *
 * <p>Safe for use by every event loop; a call completes on the loop it was made from. It fails with
 * an {@link OverloadedException} when too much is waiting to be worked on and the policy does not
 * say what to do then, and never because the store is away: the judgement then says that it was not
 * recorded.
 */
public final class ModerationPipeline {
  private final Stages stages;
  private final Stages untraced;
  private final Scoring scoring;
  private final CommentStore store;
  private final Function<String, CompiledPolicy> policies;
  private final KeyedHash hash;
  private final TextTraces traces;
  private final Function<String, Terms> terms;
  private final AssessmentCache local;
  private final PipelineMetrics metrics;
  private final Clock clock;

  /**
   * A pipeline over its collaborators.
   *
   * @param scoring the model
   * @param languages tells in which language a comment is
   * @param policies the policy of a site, by the site's id
   * @param workers examine what takes too long for an event loop
   * @param store where comments and decisions are kept
   * @param hash names texts in the caches
   * @param terms by site, how texts are remembered and comments reviewed
   * @param cache bounds of the cache in this process
   * @param registry takes the meters
   * @param clock tells when a decision was made
   */
  public ModerationPipeline(
      Scoring scoring,
      LanguageDetector languages,
      Function<String, CompiledPolicy> policies,
      WorkerPool workers,
      CommentStore store,
      KeyedHash hash,
      Function<String, Terms> terms,
      CacheSettings cache,
      MeterRegistry registry,
      Clock clock) {
    this.scoring = scoring;
    this.store = store;
    this.policies = policies;
    this.hash = hash;
    this.traces = new TextTraces(hash);
    this.terms = terms;
    this.local = new AssessmentCache(cache, Ticker.systemTicker());
    this.metrics = new PipelineMetrics(registry);
    this.clock = clock;
    Step rules = new Step(Stage.RULES, new RulesStage(workers, new RuleMetrics(registry)));
    Step score = new Step(Stage.SCORE, new ScoreStage(scoring, languages, metrics));
    Step policy =
        new Step(Stage.POLICY, new ApprovedBefore(new PolicyStage(new MatchLocator(scoring))));
    this.untraced = new Stages(List.of(rules, score, policy));
    this.stages =
        new Stages(
            List.of(
                // Was this very comment decided before? One round trip, which also brings what
                // else is known: of its author, of its text.
                new Step(Stage.KNOWN, new KnownStage(store, local, terms, metrics)),
                // Is the author trusted or banned?
                new Step(Stage.LISTS, new ListsStage()),
                // Do the site's own rules speak against it?
                rules,
                // What have people decided about this text, or rejected of one like it?
                new Step(Stage.MEMORY, new MemoryStage()),
                // What does the model say?
                score,
                // What does the site make of all that?
                policy));
  }

  /**
   * Judges the comment without asking or telling the store: by rules, model and policy, as if
   * nobody knew author or text. Nothing is recorded or counted.
   */
  public Future<Judgement> preview(Comment comment) {
    return untraced
        .run(Findings.of(start(comment)))
        .map(
            outcome -> {
              Findings findings = ((Continue) outcome).findings();
              return new Judgement(comment.id(), decision(findings), false, false, 0);
            });
  }

  /** Judges the comment and records it. */
  public Future<Judgement> judge(Comment comment) {
    return stages.run(Findings.of(start(comment))).compose(this::record);
  }

  private Findings.Start start(Comment comment) {
    int minLength = terms.apply(comment.site()).memory().minLength();
    TextTrace trace = traces.of(comment.site(), comment.text(), minLength);
    return new Findings.Start(
        comment, policies.apply(comment.site()), trace, cacheKey(comment), clock.instant());
  }

  private CacheKey cacheKey(Comment comment) {
    return new CacheKey(
        hash.base64(
            "assessment",
            comment.site(),
            scoring.scoringKey(Scoring.inputOf(comment)),
            scoring.modelVersion()));
  }

  private Future<Judgement> record(StageOutcome outcome) {
    if (outcome instanceof Known known) {
      Background.Known earlier = known.earlier();
      return Future.succeededFuture(
          known(known.findings(), earlier.decision(), earlier.revision()));
    }
    Findings findings = ((Continue) outcome).findings();
    Assessment fresh = findings.isNew() ? findings.assessment() : null;
    if (fresh != null) {
      // Not what came out of the cache: a text that returns all the time would never leave it.
      local.put(findings.cacheKey(), fresh);
    }
    if (findings.storeAway()) {
      // It has just failed to answer: another time-out would only delay the verdict.
      return Future.succeededFuture(notRecorded(findings));
    }
    Decision decision = decision(findings);
    Terms siteTerms = terms.apply(findings.comment().site());
    Recording recording =
        new Recording(
            findings.comment(),
            decision,
            findings.cacheKey(),
            fresh,
            findings.trace(),
            siteTerms,
            Campaign.instead(findings, decision, siteTerms.memory()));
    return store
        .record(recording)
        .map(recorded -> judgement(findings, recorded))
        .otherwise(away -> notRecorded(findings));
  }

  private Decision decision(Findings findings) {
    Assessment assessment = findings.assessment();
    return new Decision(
        findings.verdict(),
        assessment == null ? null : assessment.scores(),
        findings.reasons(),
        scoring.modelVersion(),
        findings.policy().version(),
        assessment == null ? null : assessment.language(),
        clock.instant());
  }

  private Judgement judgement(Findings findings, Recorded recorded) {
    if (!recorded.isNew()) {
      return known(findings, recorded.decision(), recorded.revision());
    }
    metrics.recorded(true);
    Verdict verdict = recorded.decision().verdict();
    metrics.decided(verdict == findings.verdict() ? findings.decidedBy() : Stage.MEMORY, verdict);
    return new Judgement(
        findings.comment().id(),
        recorded.decision(),
        isCached(findings),
        true,
        recorded.revision());
  }

  private Judgement known(Findings findings, Decision earlier, int revision) {
    metrics.recorded(false);
    metrics.decided(Stage.KNOWN, earlier.verdict());
    return new Judgement(findings.comment().id(), earlier, true, true, revision);
  }

  private Judgement notRecorded(Findings findings) {
    boolean hold = findings.policy().document().away().store() == Fallback.HOLD;
    Findings told = hold ? heldForTheStore(findings) : findings;
    metrics.notRecorded();
    metrics.decided(told.decidedBy(), told.verdict());
    return new Judgement(findings.comment().id(), decision(told), isCached(told), false, 0);
  }

  private static Findings heldForTheStore(Findings findings) {
    Reason reason =
        Reason.of(
            Stage.POLICY, "store.away", Verdict.HOLD, "The store could not be asked", List.of());
    return findings.withReasons(List.of(reason)).held(Stage.POLICY);
  }

  private static boolean isCached(Findings findings) {
    return findings.assessment() != null && !findings.isNew();
  }
}
