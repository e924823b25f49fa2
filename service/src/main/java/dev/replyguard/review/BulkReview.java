package dev.replyguard.review;

import dev.replyguard.domain.Ruling.Means;
import dev.replyguard.store.CommentOrigin;
import dev.replyguard.store.QueueFilter;
import dev.replyguard.store.QueueStore;
import dev.replyguard.store.ReviewOutcome;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
   * @param groups how many groups of similar comments were chosen with all that waits of them,
   *     because the filter had found the one that stands for them
   * @param more whether further comments wait that were meant, beyond those that were chosen
   */
  public record Result(Map<String, ReviewOutcome> outcomes, int groups, boolean more) {

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
    return inTurn(site, chosen, draft, means).map(outcomes -> new Result(outcomes, 0, false));
  }

  /**
   * Decides the waiting comments that the filter finds, the most urgent first. Where it finds one
   * that stands for a group of similar ones, all that waits of the group is meant.
   *
   * @param limit at most so many, 1 to {@value #MAX}
   */
  public Future<Result> decide(
      String site, QueueFilter filter, int limit, RulingDraft draft, Means means) {
    BulkChoice choice =
        new BulkChoice(
            limit,
            (after, wanted) -> queue.page(site, filter, draft.by(), after, wanted),
            filter.findsOneByOne()
                ? null
                : (group, after, wanted) ->
                    queue.page(site, QueueFilter.ofGroup(group), draft.by(), after, wanted));
    return decide(site, choice, draft, means);
  }

  /**
   * Decides the waiting comments that come from a domain of e-mail addresses or a network.
   *
   * @param limit at most so many, 1 to {@value #MAX}
   */
  public Future<Result> decide(
      String site, CommentOrigin origin, int limit, RulingDraft draft, Means means) {
    BulkChoice choice =
        new BulkChoice(
            limit, (after, wanted) -> queue.from(site, origin, draft.by(), after, wanted), null);
    return decide(site, choice, draft, means);
  }

  private Future<Result> decide(String site, BulkChoice choice, RulingDraft draft, Means means) {
    return choice
        .made()
        .compose(
            chosen ->
                inTurn(site, chosen.ids(), draft, means)
                    .map(outcomes -> new Result(outcomes, chosen.groups(), chosen.more())));
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
