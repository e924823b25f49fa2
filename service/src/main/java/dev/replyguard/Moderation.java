package dev.replyguard;

import dev.replyguard.config.ScoringSettings;
import dev.replyguard.config.Settings;
import dev.replyguard.domain.Site;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.v1.AuditOperations;
import dev.replyguard.http.v1.ListOperations;
import dev.replyguard.http.v1.PolicyOperations;
import dev.replyguard.http.v1.ReviewOperations;
import dev.replyguard.ops.PeriodicTask;
import dev.replyguard.pipeline.ModerationPipeline;
import dev.replyguard.pipeline.PolicyDirectory;
import dev.replyguard.pipeline.PolicyService;
import dev.replyguard.pipeline.PolicySimulation;
import dev.replyguard.pipeline.PolicyTrial;
import dev.replyguard.pipeline.ReplaySources;
import dev.replyguard.pipeline.RetentionDirectory;
import dev.replyguard.pipeline.Scoring;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.pipeline.TextTraces;
import dev.replyguard.pipeline.WorkerPool;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.pipeline.rules.DomainLists;
import dev.replyguard.pipeline.rules.DomainLists.InvalidDomainListException;
import dev.replyguard.review.BulkReview;
import dev.replyguard.review.ReviewService;
import dev.replyguard.store.redis.RedisStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What judges comments, put together: the sites' policies and the pipeline. */
final class Moderation {
  private static final Duration POLICIES_PAUSE = Duration.ofSeconds(1);
  private static final Duration LISTS_PAUSE = Duration.ofMinutes(1);
  private static final Duration WORKERS_DRAIN = Duration.ofSeconds(2);

  private final RedisStore store;
  private final SiteDirectory sites;
  private final PolicyService policies;
  private final ModerationPipeline pipeline;
  private final ReviewService review;
  private final PolicySimulation simulation;
  private final PolicyTrial trial;
  private final Scoring scoring;
  private final Clock clock;

  private Moderation(
      RedisStore store,
      SiteDirectory sites,
      PolicyService policies,
      ModerationPipeline pipeline,
      PolicySimulation simulation,
      PolicyTrial trial,
      Scoring scoring,
      RetentionDirectory retention,
      Clock clock) {
    this.store = store;
    this.sites = sites;
    this.policies = policies;
    this.pipeline = pipeline;
    this.review =
        new ReviewService(store.comments(), store.rulings(), store.hash(), retention::terms, clock);
    this.simulation = simulation;
    this.trial = trial;
    this.scoring = scoring;
    this.clock = clock;
  }

  /** Puts it together, and reads the policies of all sites. Blocks. */
  static Moderation open(
      Settings settings,
      Scorer scorer,
      RedisStore store,
      SiteDirectory sites,
      RetentionDirectory retention,
      MeterRegistry registry,
      Clock clock,
      StartedParts parts)
      throws StartException {
    ScoringSettings scoring = settings.scoring();
    WorkerPool workers =
        new WorkerPool("rules", scoring.threads(), scoring.queue(), scoring.timeout(), registry);
    parts.add("rules", () -> workers.close(WORKERS_DRAIN));
    PolicyDirectory directory =
        new PolicyDirectory(
            store.policies(), workers, scorer.thresholds(), domainLists(settings), registry);
    ModerationPipeline pipeline =
        new ModerationPipeline(
            scorer.scoring(),
            scorer.languages(),
            directory::of,
            workers,
            store.comments(),
            store.hash(),
            retention::terms,
            settings.cache(),
            registry,
            clock);
    Moderation moderation =
        new Moderation(
            store,
            sites,
            new PolicyService(store.policies(), directory, workers),
            pipeline,
            new PolicySimulation(
                new ReplaySources(
                    store.index(),
                    store.comments(),
                    store.lists(),
                    store.audit(),
                    new TextTraces(store.hash()),
                    retention::terms),
                workers,
                registry),
            new PolicyTrial(scorer.scoring(), scorer.languages(), workers),
            scorer.scoring(),
            retention,
            clock);
    Waiting.forStart("redis.uri", "cannot read the policies", moderation.refreshPolicies());
    return moderation;
  }

  private static DomainLists domainLists(Settings settings) throws StartException {
    try {
      return DomainLists.load(settings.disposableDomains());
    } catch (InvalidDomainListException e) {
      throw new StartException("rules.disposableDomains", String.valueOf(e.getMessage()), e);
    }
  }

  /** What has to be done again and again. */
  List<PeriodicTask> tasks() {
    return List.of(
        new PeriodicTask("policies", POLICIES_PAUSE, this::refreshPolicies),
        new PeriodicTask("lists", LISTS_PAUSE, this::sweepLists));
  }

  /** What the API offers about it, for one event loop. */
  List<ApiOperation> operations() {
    BulkReview bulk = new BulkReview(store.queue(), review);
    return Stream.of(
            new ListOperations(store.lists(), bulk, store.comments(), clock).all(),
            new PolicyOperations(policies, simulation, trial, clock).all(),
            new AuditOperations(
                    store.comments(),
                    store.index(),
                    store.queue(),
                    store.audit(),
                    review,
                    policies.directory(),
                    scoring,
                    sites,
                    store.statistics(),
                    clock)
                .all(),
            new ReviewOperations(
                    store.queue(), store.comments(), store.rulings(), review, bulk, clock)
                .all())
        .flatMap(List::stream)
        .toList();
  }

  ReviewService review() {
    return review;
  }

  /** The policy in force. */
  CompiledPolicy policy(String site) {
    return policies.directory().of(site);
  }

  ModerationPipeline pipeline() {
    return pipeline;
  }

  private Future<Void> refreshPolicies() {
    return policies.directory().refresh(siteIds());
  }

  private Future<Void> sweepLists() {
    return Future.join(siteIds().stream().map(store.lists()::sweep).toList()).mapEmpty();
  }

  private List<String> siteIds() {
    return sites.sites().stream().map(Site::id).toList();
  }
}
