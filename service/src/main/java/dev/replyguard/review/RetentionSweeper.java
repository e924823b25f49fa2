package dev.replyguard.review;

import dev.replyguard.domain.Retention;
import dev.replyguard.domain.RetentionKind;
import dev.replyguard.store.PrivacyStore;
import dev.replyguard.store.PrivacyStore.Found;
import dev.replyguard.store.Removal;
import dev.replyguard.store.RetentionStore;
import dev.replyguard.store.RetentionStore.Step;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Removes what is older than its site keeps it. Of several services on one Redis one does so at a
 * time. A run goes from site to site and does a bounded number of bounded steps on each; the next
 * run goes on where it stopped, as comments that wait stay, and may be as many as a run looks at.
 * For one event loop.
 */
public final class RetentionSweeper {
  /** How long the lease holds: longer than the pause between two runs. */
  static final Duration LEASE = Duration.ofMinutes(3);

  /** How many comments of a site a run looks at where nothing else is said. */
  public static final int COMMENTS = 5_000;

  private static final int AT_ONCE = 10;
  private static final int MAX_TRIMS = 20;

  private final String owner = UUID.randomUUID().toString();
  private final RetentionStore store;
  private final PrivacyStore privacy;
  private final CommentRemoval removal;
  private final Supplier<List<String>> sites;
  private final Function<String, Retention> retention;
  private final RetentionMetrics metrics;
  private final InstantSource clock;
  private final int commentsARun;
  // By site, the comment after which the next run goes on; none where it begins anew.
  private final Map<String, Found> reached = new HashMap<>();

  /**
   * Over its collaborators.
   *
   * @param sites the ids of all sites
   * @param retention by site, for how long what is kept; of every kind something is said
   * @param commentsARun how many comments of a site a run looks at, at most; 1 or more
   */
  public RetentionSweeper(
      RetentionStore store,
      PrivacyStore privacy,
      CommentRemoval removal,
      Supplier<List<String>> sites,
      Function<String, Retention> retention,
      RetentionMetrics metrics,
      InstantSource clock,
      int commentsARun) {
    this.store = store;
    this.privacy = privacy;
    this.removal = removal;
    this.sites = sites;
    this.retention = retention;
    this.metrics = metrics;
    this.clock = clock;
    this.commentsARun = commentsARun;
  }

  /**
   * One run, where this service has the lease or can have it, else nothing.
   *
   * @return fails where the store cannot be asked; what was done by then is done
   */
  public Future<Void> run() {
    Promise<Void> promise = Promise.promise();
    new Run(List.copyOf(sites.get()), promise).nextSite();
    return promise.future().onFailure(failure -> metrics.failed());
  }

  /** One run through the sites. */
  private final class Run {
    private final List<String> ids;
    private final Promise<Void> promise;
    private int site;

    Run(List<String> ids, Promise<Void> promise) {
      this.ids = ids;
      this.promise = promise;
    }

    /** Not a chain of futures, which would end in as many calls within each other. */
    void nextSite() {
      if (site == ids.size()) {
        if (!ids.isEmpty()) {
          metrics.completed(clock.instant());
        }
        promise.complete();
        return;
      }
      String id = ids.get(site++);
      store
          .lease(owner, LEASE)
          .onSuccess(
              ours -> {
                if (ours) {
                  sweep(id).onSuccess(done -> nextSite()).onFailure(promise::fail);
                } else {
                  promise.complete();
                }
              })
          .onFailure(promise::fail);
    }
  }

  private Future<Void> sweep(String site) {
    Retention kept = retention.apply(site);
    Instant now = clock.instant();
    return comments(site, before(kept, RetentionKind.COMMENTS, now))
        .compose(
            done ->
                trimmed(
                    RetentionKind.AUDIT,
                    before(kept, RetentionKind.AUDIT, now),
                    before -> store.trimAudit(site, before)))
        .compose(
            done ->
                trimmed(
                    RetentionKind.EVENTS,
                    before(kept, RetentionKind.EVENTS, now),
                    before -> store.trimEvents(site, before)))
        .compose(
            done ->
                trimmed(
                    RetentionKind.DELIVERIES,
                    before(kept, RetentionKind.DELIVERIES, now),
                    before ->
                        store.trimDeliveries(site, before).map(count -> new Step(count, false))))
        .compose(
            done ->
                trimmed(
                    RetentionKind.STATISTICS,
                    before(kept, RetentionKind.STATISTICS, now),
                    before ->
                        store
                            .trimStatistics(site, LocalDate.ofInstant(before, ZoneOffset.UTC))
                            .map(count -> new Step(count, false))));
  }

  /** What is older than that is old; null where it is kept for good. */
  private static @Nullable Instant before(Retention kept, RetentionKind kind, Instant now) {
    return kept.of(kind) == 0 ? null : now.minus(kept.time(kind));
  }

  private Future<Void> trimmed(
      RetentionKind kind, @Nullable Instant before, Function<Instant, Future<Step>> step) {
    return before == null ? Future.succeededFuture() : trimmed(kind, before, step, MAX_TRIMS);
  }

  private Future<Void> trimmed(
      RetentionKind kind, Instant before, Function<Instant, Future<Step>> step, int left) {
    return step.apply(before)
        .compose(
            done -> {
              metrics.removed(kind, done.removed());
              return done.more() && left > 1
                  ? trimmed(kind, before, step, left - 1)
                  : Future.succeededFuture();
            });
  }

  private Future<Void> comments(String site, @Nullable Instant before) {
    if (before == null) {
      return Future.succeededFuture();
    }
    Promise<Void> promise = Promise.promise();
    someComments(site, before, reached.get(site), commentsARun, promise);
    return promise.future();
  }

  /** In the order of their times, past those that wait for a moderator. */
  private void someComments(
      String site, Instant before, @Nullable Found after, int left, Promise<Void> promise) {
    if (left <= 0) {
      promise.complete();
      return;
    }
    privacy
        .recordedBefore(site, before, after, Math.min(AT_ONCE, left))
        .onFailure(promise::fail)
        .onSuccess(
            found -> {
              if (found.isEmpty()) {
                reached.remove(site);
                promise.complete();
                return;
              }
              List<Future<Removal>> removals = new ArrayList<>();
              found.forEach(
                  comment ->
                      removals.add(removal.remove(site, comment.id(), Removal.Why.EXPIRE, null)));
              Future.all(removals)
                  .onFailure(promise::fail)
                  .onSuccess(
                      all -> {
                        removals.stream()
                            .filter(each -> each.result() instanceof Removal.Removed)
                            .forEach(each -> metrics.removed(RetentionKind.COMMENTS, 1));
                        Found last = found.get(found.size() - 1);
                        reached.put(site, last);
                        someComments(site, before, last, left - found.size(), promise);
                      });
            });
  }
}
