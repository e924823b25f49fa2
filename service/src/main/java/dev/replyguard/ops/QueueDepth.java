package dev.replyguard.ops;

import dev.replyguard.store.CommentStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Shows how many comments wait for a moderator, site by site, for at most {@value #MAX_SITES}
 * sites. While the store is away the figures stay as they were.
 */
public final class QueueDepth {
  private static final int MAX_SITES = 100;

  private final CommentStore store;
  private final MultiGauge gauge;

  /** Over {@code store}; shows nothing before the first {@link #refresh}. */
  public QueueDepth(CommentStore store, MeterRegistry registry) {
    this.store = store;
    gauge =
        MultiGauge.builder("replyguard.queue.depth")
            .description("Comments waiting for a moderator")
            .register(registry);
  }

  /** Asks for the depth of every site's queue; fails, and changes nothing, when one is not told. */
  public Future<Void> refresh(List<String> sites) {
    Map<String, Long> depths = new ConcurrentSkipListMap<>();
    List<Future<Long>> asked =
        sites.stream()
            .limit(MAX_SITES)
            .map(site -> store.queueDepth(site).onSuccess(depth -> depths.put(site, depth)))
            .toList();
    return Future.all(asked).onSuccess(all -> show(depths)).mapEmpty();
  }

  private void show(Map<String, Long> depths) {
    gauge.register(
        depths.entrySet().stream()
            .map(entry -> MultiGauge.Row.of(Tags.of("site", entry.getKey()), entry.getValue()))
            .toList(),
        true);
  }
}
