package dev.replyguard.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Shows how many comments wait for a moderator, site by site, for at most {@value #MAX_SITES}
 * sites. While the store is away the figures stay as they were. Safe for use by every thread.
 */
public final class QueueDepth {
  private static final int MAX_SITES = 100;

  private final Function<String, Future<Long>> depthOf;
  private final MeterRegistry registry;

  // A gauge stays as long as its site does. Registered anew with each figure, as a MultiGauge is,
  // it would now and then be there twice for who reads the meters meanwhile, and fail the reading.
  private final Map<String, Shown> shown = new ConcurrentHashMap<>();

  /**
   * Shows nothing before the first {@link #refresh}.
   *
   * @param depthOf how many comments of a site wait
   */
  public QueueDepth(Function<String, Future<Long>> depthOf, MeterRegistry registry) {
    this.depthOf = depthOf;
    this.registry = registry;
  }

  private record Shown(Gauge gauge, AtomicLong depth) {}

  /** Asks for the depth of every site's queue; fails, and changes nothing, when one is not told. */
  public Future<Void> refresh(List<String> sites) {
    Map<String, Long> depths = new ConcurrentHashMap<>();
    List<Future<Long>> asked =
        sites.stream()
            .limit(MAX_SITES)
            .map(site -> depthOf.apply(site).onSuccess(depth -> depths.put(site, depth)))
            .toList();
    return Future.all(asked).onSuccess(all -> show(depths)).mapEmpty();
  }

  private void show(Map<String, Long> depths) {
    depths.forEach((site, depth) -> shown.computeIfAbsent(site, this::gauge).depth().set(depth));
    shown
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !depths.containsKey(entry.getKey());
              if (gone) {
                registry.remove(entry.getValue().gauge());
              }
              return gone;
            });
  }

  private Shown gauge(String site) {
    AtomicLong depth = new AtomicLong();
    Gauge gauge =
        Gauge.builder("replyguard.queue.depth", depth, AtomicLong::doubleValue)
            .description("Comments waiting for a moderator")
            .tag("site", site)
            .register(registry);
    return new Shown(gauge, depth);
  }
}
