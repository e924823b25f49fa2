package dev.replyguard.pipeline;

import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.store.CommentIndex;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Replays a draft policy over stored comments. Comments are read a few at a time and judged by
 * workers; no more than {@value #AT_ONCE} simulations run at once, further ones fail with an {@link
 * OverloadedException}. Safe for use by every event loop.
 *
 * <p>Memory is bounded: beside the comments that are judged at most {@value #MAX_COMMENTS} rulings,
 * {@value #MAX_COMMENTS} comments from before, of which no texts are kept, and {@value
 * ReplayedLists#MAX_CHANGES} changes of the lists; some 15 MB a simulation.
 */
public final class PolicySimulation {
  /** How many comments one simulation looks at. */
  public static final int MAX_COMMENTS = CommentIndex.MAX;

  private static final int AT_ONCE = 2;

  private final ReplaySources sources;
  private final WorkerPool workers;
  private final Timer timer;
  private final AtomicInteger running = new AtomicInteger();

  /** Over its collaborators. */
  public PolicySimulation(ReplaySources sources, WorkerPool workers, MeterRegistry registry) {
    this.sources = sources;
    this.workers = workers;
    this.timer =
        Timer.builder("replyguard.policy.simulate")
            .description("Replaying a draft policy over stored comments")
            .register(registry);
  }

  /**
   * Judges the comments recorded within a time again, the latest first.
   *
   * @param before the first time that is too late
   * @param limit at most so many, 1 to {@value #MAX_COMMENTS}
   */
  public Future<Simulated> run(
      String site, CompiledPolicy draft, Instant from, Instant before, int limit) {
    if (running.incrementAndGet() > AT_ONCE) {
      running.decrementAndGet();
      return Future.failedFuture(
          new OverloadedException("policy:simulate: others are running already"));
    }
    long start = System.nanoTime();
    return sources
        .index()
        .recorded(site, from, before, limit)
        .compose(ids -> new SimulationRun(site, draft, from, before, sources, workers).judge(ids))
        .onComplete(
            done -> {
              running.decrementAndGet();
              timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            });
  }
}
