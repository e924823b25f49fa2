package dev.replyguard.pipeline;

import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.pipeline.Simulated.Coverage;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.store.AuditStore;
import dev.replyguard.store.CommentIndex;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One simulation: each comment is judged by what those before it, and people, have made known. What
 * is stored is read a few comments at a time; whatever takes time is done by workers. For one run.
 */
final class SimulationRun {
  private static final int CHUNK = 50;

  /** How much of the audit trail is looked at: so many times {@link AuditStore#LOOKED_AT}. */
  private static final int TRAIL_STEPS = 200;

  /** The ids in the trail are by the clock of the store, its times by those of the services. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private final String site;
  private final CompiledPolicy draft;
  private final Instant from;
  private final Instant before;
  private final ReplaySources sources;
  private final WorkerPool workers;
  private final MemoryPolicy memory;
  private final ReplayState state;
  private final List<ReplayedComment> replayed = new ArrayList<>();
  private boolean wholeTrail = true;
  private boolean allRulings = true;
  private boolean allGroups = true;

  SimulationRun(
      String site,
      CompiledPolicy draft,
      Instant from,
      Instant before,
      ReplaySources sources,
      WorkerPool workers) {
    this.site = site;
    this.draft = draft;
    this.from = from;
    this.before = before;
    this.sources = sources;
    this.workers = workers;
    this.memory = sources.terms().apply(site).memory();
    this.state = new ReplayState(draft, memory, sources.traces());
  }

  /** Judges the comments of these ids, the latest first. */
  Future<Simulated> judge(List<String> latestFirst) {
    List<String> ids = oldestFirst(latestFirst);
    return read(ids, 0)
        .compose(
            some -> {
              // Where all of them have been removed meanwhile, what came before is still before.
              Instant first = some.isEmpty() ? from : some.get(0).recordedAt();
              return ids.isEmpty()
                  ? Future.succeededFuture()
                  : prepared(first).compose(ready -> judge(ids, 0, first));
            })
        .map(done -> result());
  }

  private Simulated result() {
    Collections.reverse(replayed);
    int unscored = (int) replayed.stream().filter(ReplayedComment::unscored).count();
    return new Simulated(replayed, new Coverage(wholeTrail, allRulings, allGroups, unscored));
  }

  private static List<String> oldestFirst(List<String> ids) {
    List<String> reversed = new ArrayList<>(ids);
    Collections.reverse(reversed);
    return reversed;
  }

  private Future<List<RecordedComment>> read(List<String> ids, int from) {
    int to = Math.min(ids.size(), from + CHUNK);
    List<Future<Optional<RecordedComment>>> found =
        ids.subList(from, to).stream().map(id -> sources.comments().find(site, id)).toList();
    return Future.all(found)
        .map(all -> found.stream().map(Future::result).flatMap(Optional::stream).toList());
  }

  private Future<Void> judge(List<String> ids, int from, Instant first) {
    if (from >= ids.size()) {
      return Future.succeededFuture();
    }
    return read(ids, from)
        .compose(some -> informed(some, first).compose(done -> judged(some)))
        .compose(
            some -> {
              replayed.addAll(some);
              return judge(ids, from + CHUNK, first);
            });
  }

  private Future<List<ReplayedComment>> judged(List<RecordedComment> some) {
    Map<String, List<String>> entries = new HashMap<>();
    if (state.asksLists()) {
      some.forEach(
          each ->
              entries.put(each.comment().id(), sources.lists().entryIds(each.comment().author())));
    }
    TreeSet<String> asked = new TreeSet<>();
    entries.values().forEach(asked::addAll);
    Future<Map<String, ListEntry>> current = sources.lists().entries(site, asked);
    return current.compose(
        now ->
            workers.submit(
                givenUp ->
                    some.stream()
                        .map(
                            each ->
                                state.judge(
                                    each,
                                    entries.getOrDefault(each.comment().id(), List.of()),
                                    now))
                        .toList()));
  }

  /** Asks how the authors that are new to the history stood before it begins. */
  private Future<Void> informed(List<RecordedComment> some, Instant first) {
    List<Future<Integer>> asked = new ArrayList<>();
    ReplayedHistory history = state.history();
    history
        .unknown(some)
        .forEach(
            (name, author) ->
                asked.add(
                    sources
                        .index()
                        .approvedBefore(site, author, first, draft.questions().approved())
                        .onSuccess(approved -> history.seed(name, approved))));
    return Future.all(asked).mapEmpty();
  }

  /** Reads what was known before the first comment, and what has changed since. */
  private Future<Void> prepared(Instant first) {
    return changes(first).compose(done -> rulings(first)).compose(done -> groups(first));
  }

  private Future<Void> changes(Instant first) {
    return state.asksLists() ? changes(first.minus(CLOCKS), null, 0) : Future.succeededFuture();
  }

  private Future<Void> changes(Instant since, @Nullable String after, int steps) {
    if (steps == TRAIL_STEPS) {
      wholeTrail = false;
      return Future.succeededFuture();
    }
    return sources
        .audit()
        .ofTypes(site, since, after, ReplayedLists.TYPES)
        .compose(
            found -> {
              wholeTrail = state.lists().tell(found.entries());
              return !wholeTrail || found.next() == null
                  ? Future.succeededFuture()
                  : changes(since, found.next(), steps + 1);
            });
  }

  private Future<Void> rulings(Instant first) {
    if (!state.asksMemory()) {
      return Future.succeededFuture();
    }
    return sources
        .index()
        .ruled(site, first.minus(memory.rulingAge()), before, CommentIndex.MAX)
        .compose(
            ids -> {
              allRulings = ids.size() < CommentIndex.MAX;
              return taken(ids, 0, this::learn);
            });
  }

  private Future<Void> groups(Instant first) {
    if (!state.holdsCampaigns()) {
      return Future.succeededFuture();
    }
    return sources
        .index()
        .recorded(site, first.minus(memory.groupAge()), first, CommentIndex.MAX)
        .compose(
            ids -> {
              allGroups = ids.size() < CommentIndex.MAX;
              return taken(oldestFirst(ids), 0, this::warmUp);
            });
  }

  private Future<Void> taken(
      List<String> ids, int from, Function<List<RecordedComment>, Future<Void>> by) {
    return from >= ids.size()
        ? Future.succeededFuture()
        : read(ids, from).compose(by).compose(done -> taken(ids, from + CHUNK, by));
  }

  private Future<Void> learn(List<RecordedComment> ruled) {
    return workers
        .submit(
            givenUp -> {
              state.learn(ruled);
              return ruled.size();
            })
        .mapEmpty();
  }

  private Future<Void> warmUp(List<RecordedComment> earlier) {
    return workers
        .submit(
            givenUp -> {
              state.warmUp(earlier);
              return earlier.size();
            })
        .mapEmpty();
  }
}
