package dev.replyguard;

import dev.replyguard.access.Sessions;
import dev.replyguard.config.Settings;
import dev.replyguard.domain.Site;
import dev.replyguard.events.EventStreams;
import dev.replyguard.events.WebhookDispatcher;
import dev.replyguard.events.Webhooks;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.Standing;
import dev.replyguard.http.v1.EventOperations;
import dev.replyguard.http.v1.Origins;
import dev.replyguard.http.v1.WebhookOperations;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.store.redis.RedisStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** What tells sites of what happens to their comments, put together. */
final class Notifications {
  private final RedisStore store;
  private final EventStreams streams;
  private final Standing standing;
  private final Webhooks webhooks;

  private Notifications(
      RedisStore store, EventStreams streams, Standing standing, Webhooks webhooks) {
    this.store = store;
    this.streams = streams;
    this.standing = standing;
    this.webhooks = webhooks;
  }

  /** Puts it together, and begins to send what is due to webhooks. Blocks. */
  static Notifications open(
      Vertx vertx,
      Settings settings,
      RedisStore store,
      SiteDirectory sites,
      Sessions sessions,
      MeterRegistry registry,
      Clock clock,
      StartedParts parts)
      throws StartException {
    Webhooks webhooks =
        Webhooks.open(vertx, store.webhooks(), settings.webhooks(), registry, clock);
    parts.add("webhooks", () -> Waiting.forResult(webhooks.close()));
    WebhookDispatcher dispatcher =
        webhooks.dispatcher(
            () -> sites.sites().stream().map(Site::id).toList(),
            WebhookDispatcher.Timing.with(settings.webhooks().timeout()));
    String id =
        Waiting.forStart("webhooks", "cannot send events", vertx.deployVerticle(dispatcher));
    parts.add("deliveries", () -> Waiting.forResult(vertx.undeploy(id)));
    return new Notifications(
        store,
        new EventStreams(
            store.events(),
            store.streamPlaces(),
            new EventStreams.Limits(
                settings.events().streams(), settings.events().streamsPerCaller()),
            EventStreams.Timing.DEFAULTS.within(settings.server().limits().idleTimeout()),
            registry),
        new Standing("streamEvents", sites, sessions),
        webhooks);
  }

  /** The operations of the API, for one event loop. */
  List<ApiOperation> operations(Origins origins) {
    return Stream.of(
            new EventOperations(streams, store.comments(), standing).all(),
            new WebhookOperations(webhooks, store.webhooks(), origins).all())
        .flatMap(List::stream)
        .toList();
  }

  /** Ends what would keep the API from stopping. */
  void close() {
    streams.close();
  }
}
