package dev.replyguard;

import dev.replyguard.access.Sites;
import dev.replyguard.config.MeasuringSettings;
import dev.replyguard.config.RetentionSettings;
import dev.replyguard.domain.Retention;
import dev.replyguard.domain.RetentionKind;
import dev.replyguard.domain.ReviewPolicy;
import dev.replyguard.domain.Site;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.v1.Origins;
import dev.replyguard.http.v1.PrivacyOperations;
import dev.replyguard.http.v1.RetentionOperations;
import dev.replyguard.ops.PeriodicTask;
import dev.replyguard.pipeline.RetentionDirectory;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.review.CommentRemoval;
import dev.replyguard.review.ErasureMetrics;
import dev.replyguard.review.ErasureSweeper;
import dev.replyguard.review.PersonErasure;
import dev.replyguard.review.PersonExport;
import dev.replyguard.review.RetentionMetrics;
import dev.replyguard.review.RetentionSweeper;
import dev.replyguard.store.redis.RedisStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How long what is kept, and what is kept of people, put together. */
final class Upkeep {
  private static final Duration SWEEPER_PAUSE = Duration.ofMinutes(1);

  private final RedisStore store;
  private final SiteDirectory sites;
  private final RetentionDirectory retention;
  private final CommentRemoval removal;
  private final RetentionSweeper sweeper;
  private final PersonErasure erasure;
  private final ErasureSweeper erasures;
  private final Clock clock;

  Upkeep(
      RetentionSettings settings,
      MeasuringSettings measuring,
      RedisStore store,
      SiteDirectory sites,
      MeterRegistry registry,
      Clock clock) {
    this.store = store;
    this.sites = sites;
    this.clock = clock;
    this.retention = new RetentionDirectory(sites, defaults(settings), policy(measuring));
    this.removal = new CommentRemoval(store.privacy(), store.comments(), store.hash());
    ErasureMetrics erasureMetrics = new ErasureMetrics(registry);
    this.erasure =
        new PersonErasure(
            store.privacy(), store.erasures(), removal, erasureMetrics, PersonErasure.STEPS);
    this.erasures = new ErasureSweeper(store.erasures(), erasure, this::siteIds, erasureMetrics);
    this.sweeper =
        new RetentionSweeper(
            store.retention(),
            store.privacy(),
            removal,
            this::siteIds,
            retention::of,
            new RetentionMetrics(registry),
            clock,
            RetentionSweeper.COMMENTS);
  }

  private List<String> siteIds() {
    return sites.sites().stream().map(Site::id).toList();
  }

  private static Retention defaults(RetentionSettings settings) {
    return new Retention(
        Map.of(
            RetentionKind.COMMENTS, days(settings.comments()),
            RetentionKind.AUDIT, days(settings.audit()),
            RetentionKind.EVENTS, days(settings.events()),
            RetentionKind.DELIVERIES, days(settings.deliveries()),
            RetentionKind.REPORTS, days(settings.reports()),
            RetentionKind.RULINGS, days(settings.rulings()),
            RetentionKind.STATISTICS, days(settings.statistics()),
            // A site asks for that itself, or it is not done.
            RetentionKind.ADDRESSES, 0));
  }

  private static ReviewPolicy policy(MeasuringSettings measuring) {
    return ReviewPolicy.DEFAULTS.measured(measuring.sampleShare(), measuring.withheldShare());
  }

  private static int days(Duration time) {
    return Math.toIntExact(time.toDays());
  }

  RetentionDirectory retention() {
    return retention;
  }

  /** What has to be done again and again. */
  List<PeriodicTask> tasks() {
    return List.of(
        new PeriodicTask("retention", SWEEPER_PAUSE, sweeper::run),
        new PeriodicTask("erasures", SWEEPER_PAUSE, erasures::run));
  }

  /** The operations of the API, for one event loop. */
  List<ApiOperation> operations(Origins origins) {
    return Stream.of(
            new PrivacyOperations(
                    erasure,
                    new PersonExport(store.privacy(), store.comments(), store.audit()),
                    sites)
                .all(),
            new RetentionOperations(new Sites(store.sites(), sites, clock), retention, origins)
                .all())
        .flatMap(List::stream)
        .toList();
  }
}
