package dev.replyguard;

import dev.replyguard.config.HttpLimits;
import dev.replyguard.config.Settings;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.DemoKey;
import dev.replyguard.http.Protocol;
import dev.replyguard.http.site.SiteForms;
import dev.replyguard.http.v1.FormMetrics;
import dev.replyguard.http.v1.FormOperations;
import dev.replyguard.http.v1.Submissions;
import dev.replyguard.ops.Metrics;
import dev.replyguard.pipeline.ModerationPipeline;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.store.redis.RedisStore;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/** What browsers ask from sites' pages, put together. */
final class Forms {
  private final ModerationPipeline pipeline;
  private final SiteForms pages;
  private final FormMetrics counters;
  private final Submissions submissions;
  private final HttpLimits limits;
  private final Clock clock;

  /** Reads the files that pages load. Blocks. */
  Forms(
      Settings settings,
      RedisStore store,
      SiteDirectory sites,
      People people,
      Moderation moderation,
      Metrics metrics,
      Clock clock) {
    this.pipeline = moderation.pipeline();
    this.pages = new SiteForms(sites, store.index(), store.comments(), clock);
    this.counters = new FormMetrics(metrics.registry());
    this.submissions =
        new Submissions(this::judge, store.hash(), people.addresses(), counters, clock);
    this.limits = settings.server().limits();
    this.clock = clock;
  }

  private Future<Judgement> judge(Comment comment) {
    Future<Judgement> judgement = pipeline.judge(comment);
    return comment.site().equals(DemoKey.SITE)
        ? judgement.onSuccess(judged -> pages.changed())
        : judgement;
  }

  /** The operations of the API, for one event loop. */
  List<ApiOperation> operations() {
    return new FormOperations(submissions, pipeline::preview, counters, clock).all(limits);
  }

  /** What is spoken beside the API, for one event loop. */
  Protocol protocol() {
    return pages.protocol(submissions, limits);
  }
}
