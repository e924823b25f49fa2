package dev.replyguard.pipeline;

import dev.replyguard.domain.RecordedComment;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.store.CommentIndex;
import dev.replyguard.store.CommentStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Replays a draft policy over stored comments. Comments are read a few at a time and judged by
 * workers; no more than {@value #AT_ONCE} simulations run at once, further ones fail with an {@link
 * OverloadedException}. Safe for use by every event loop.
 */
public final class PolicySimulation {
  /** How many comments one simulation looks at. */
  public static final int MAX_COMMENTS = CommentIndex.MAX;

  private static final int AT_ONCE = 2;
  private static final int CHUNK = 50;

  private final CommentIndex index;
  private final CommentStore comments;
  private final WorkerPool workers;
  private final Timer timer;
  private final AtomicInteger running = new AtomicInteger();

  /** Over its collaborators. */
  public PolicySimulation(
      CommentIndex index, CommentStore comments, WorkerPool workers, MeterRegistry registry) {
    this.index = index;
    this.comments = comments;
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
  public Future<List<ReplayedComment>> run(
      String site, CompiledPolicy draft, Instant from, Instant before, int limit) {
    if (running.incrementAndGet() > AT_ONCE) {
      running.decrementAndGet();
      return Future.failedFuture(
          new OverloadedException("policy:simulate: others are running already"));
    }
    long start = System.nanoTime();
    return index
        .recorded(site, from, before, limit)
        .compose(ids -> replay(site, draft, ids, 0, new ArrayList<>()))
        .onComplete(
            done -> {
              running.decrementAndGet();
              timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            });
  }

  private Future<List<ReplayedComment>> replay(
      String site,
      CompiledPolicy draft,
      List<String> ids,
      int from,
      List<ReplayedComment> replayed) {
    if (from >= ids.size()) {
      return Future.succeededFuture(List.copyOf(replayed));
    }
    int to = Math.min(ids.size(), from + CHUNK);
    List<Future<Optional<RecordedComment>>> found =
        ids.subList(from, to).stream().map(id -> comments.find(site, id)).toList();
    return Future.all(found)
        .compose(
            all -> {
              List<RecordedComment> chunk =
                  found.stream().map(Future::result).flatMap(Optional::stream).toList();
              return workers.submit(
                  givenUp -> chunk.stream().map(each -> PolicyReplay.judge(each, draft)).toList());
            })
        .compose(
            chunk -> {
              replayed.addAll(chunk);
              return replay(site, draft, ids, to, replayed);
            });
  }
}
