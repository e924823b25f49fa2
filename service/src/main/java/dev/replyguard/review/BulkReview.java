package dev.replyguard.review;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Ruling.Means;
import dev.replyguard.store.QueueCursor;
import dev.replyguard.store.QueueEntry;
import dev.replyguard.store.QueueFilter;
import dev.replyguard.store.QueueStore;
import dev.replyguard.store.ReviewOutcome;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides many comments at once: each in a step of its own, some at a time, so that Redis is never
 * kept from others, and a comment that somebody else decides meanwhile stays theirs.
 */
public final class BulkReview {
  /** How many comments one call decides. */
  public static final int MAX = 1_000;

  private static final int AT_ONCE = 16;

  private final QueueStore queue;
  private final ReviewService review;

  /** Over its collaborators. */
  public BulkReview(QueueStore queue, ReviewService review) {
    this.queue = queue;
    this.review = review;
  }

  /**
   * What came of it.
   *
   * @param outcomes by comment, in the order in which they were chosen
   * @param more whether further comments of the filter wait, beyond those that were chosen
   */
  public record Result(Map<String, ReviewOutcome> outcomes, boolean more) {

    /** How many were decided. */
    public long decided() {
      return outcomes.values().stream().filter(ReviewOutcome.Done.class::isInstance).count();
    }
  }

  /** Decides these comments, at most {@value #MAX}; each once, however often it is named. */
  public Future<Result> decide(
      String site, List<String> commentIds, RulingDraft draft, Means means) {
    List<String> chosen = commentIds.stream().distinct().toList();
    if (chosen.size() > MAX) {
      throw new IllegalArgumentException("ids: at most " + MAX + " expected, got " + chosen.size());
    }
    return inTurn(site, chosen, draft, means).map(outcomes -> new Result(outcomes, false));
  }

  /**
   * Decides the waiting comments that the filter finds, the most urgent first.
   *
   * @param limit at most so many, 1 to {@value #MAX}
   */
  public Future<Result> decide(
      String site, QueueFilter filter, int limit, RulingDraft draft, Means means) {
    return choose(site, filter, draft.by(), limit, null, new ArrayList<>())
        .compose(
            chosen ->
                inTurn(site, chosen.ids(), draft, means)
                    .map(outcomes -> new Result(outcomes, chosen.more())));
  }

  private record Chosen(List<String> ids, boolean more) {}

  private Future<Chosen> choose(
      String site,
      QueueFilter filter,
      Actor asking,
      int limit,
      @Nullable QueueCursor after,
      List<String> ids) {
    int wanted = Math.min(QueueStore.MAX_PAGE, limit - ids.size());
    return queue
        .page(site, filter, asking, after, wanted)
        .compose(
            page -> {
              page.entries().stream().map(QueueEntry::id).forEach(ids::add);
              boolean more = page.next() != null;
              return more && ids.size() < limit
                  ? choose(site, filter, asking, limit, page.next(), ids)
                  : Future.succeededFuture(new Chosen(ids, more));
            });
  }

  private Future<Map<String, ReviewOutcome>> inTurn(
      String site, List<String> ids, RulingDraft draft, Means means) {
    return next(site, ids, 0, draft, means, new LinkedHashMap<>());
  }

  private Future<Map<String, ReviewOutcome>> next(
      String site,
      List<String> ids,
      int from,
      RulingDraft draft,
      Means means,
      Map<String, ReviewOutcome> outcomes) {
    if (from >= ids.size()) {
      return Future.succeededFuture(outcomes);
    }
    int to = Math.min(ids.size(), from + AT_ONCE);
    List<String> some = ids.subList(from, to);
    List<Future<ReviewOutcome>> steps =
        some.stream().map(id -> review.decide(site, id, draft, means)).toList();
    return Future.all(steps)
        .compose(
            all -> {
              for (int i = 0; i < some.size(); i++) {
                outcomes.put(some.get(i), steps.get(i).result());
              }
              return next(site, ids, to, draft, means, outcomes);
            });
  }
}
