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
import java.util.Collections;
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
        .compose(ids -> new Run(site, draft, from, oldestFirst(ids)).judged())
        .onComplete(
            done -> {
              running.decrementAndGet();
              timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            });
  }

  private static List<String> oldestFirst(List<String> ids) {
    List<String> reversed = new ArrayList<>(ids);
    Collections.reverse(reversed);
    return reversed;
  }

  /** One simulation. Each comment is judged by what those before it have made known. */
  private final class Run {
    private final String site;
    private final CompiledPolicy draft;
    private final List<String> ids;
    private final ReplayedHistory history;
    private final List<ReplayedComment> replayed = new ArrayList<>();
    private Instant first;

    Run(String site, CompiledPolicy draft, Instant from, List<String> ids) {
      this.site = site;
      this.draft = draft;
      this.ids = ids;
      this.first = from;
      this.history = new ReplayedHistory(draft.questions());
    }

    /** The judged comments, the latest first. */
    Future<List<ReplayedComment>> judged() {
      return chunk(0)
          .map(
              done -> {
                Collections.reverse(replayed);
                return List.copyOf(replayed);
              });
    }

    private Future<Void> chunk(int from) {
      if (from >= ids.size()) {
        return Future.succeededFuture();
      }
      int to = Math.min(ids.size(), from + CHUNK);
      List<Future<Optional<RecordedComment>>> found =
          ids.subList(from, to).stream().map(id -> comments.find(site, id)).toList();
      return Future.all(found)
          .map(all -> found.stream().map(Future::result).flatMap(Optional::stream).toList())
          .compose(some -> informed(some, from == 0).map(some))
          .compose(
              some ->
                  workers.submit(
                      givenUp ->
                          some.stream()
                              .map(each -> PolicyReplay.judge(each, history.next(each), draft))
                              .toList()))
          .compose(
              some -> {
                replayed.addAll(some);
                return chunk(to);
              });
    }

    /** Asks how the authors that are new to the history stood before it begins. */
    private Future<Void> informed(List<RecordedComment> some, boolean isFirst) {
      if (isFirst && !some.isEmpty()) {
        first = some.get(0).recordedAt();
      }
      List<Future<Integer>> asked = new ArrayList<>();
      history
          .unknown(some)
          .forEach(
              (name, author) ->
                  asked.add(
                      index
                          .approvedBefore(site, author, first, draft.questions().approved())
                          .onSuccess(approved -> history.seed(name, approved))));
      return Future.all(asked).mapEmpty();
    }
  }
}
