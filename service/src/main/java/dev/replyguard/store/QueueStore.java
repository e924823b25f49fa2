package dev.replyguard.store;

import dev.replyguard.domain.Actor;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The comments of each site that wait for a moderator, in the order in which they are offered. */
public interface QueueStore {
  /** How many entries one page has at most. */
  int MAX_PAGE = 100;

  /**
   * A page of the queue.
   *
   * <p>A comment whose rank changes between two pages, by a report for example, may be seen twice
   * or not at all by who goes from page to page.
   *
   * @param asking who asks: what they may not decide is left out
   * @param after where to go on, or null for the beginning
   * @param limit 1 to {@value #MAX_PAGE}
   */
  Future<QueuePage> page(
      String site, QueueFilter filter, Actor asking, @Nullable QueueCursor after, int limit);

  /**
   * A page of the comments that come from a domain or a network, each by itself, the oldest first.
   * There is no index of these: the queue is looked through, a part a call, so that a page may be
   * short or empty though more follow. What readers or moderators have brought back into the queue
   * is not found, because addresses are not stored.
   *
   * @param asking who asks: what they may not decide is left out
   * @param after where to go on, or null for the beginning
   * @param limit 1 to {@value #MAX_PAGE}
   * @throws IllegalArgumentException when a network is none
   */
  Future<QueuePage> from(
      String site, CommentOrigin origin, Actor asking, @Nullable QueueCursor after, int limit);

  /**
   * Gives {@code actor} the most urgent entries that nobody holds and that are not meant for
   * somebody else; two callers never get the same one.
   *
   * @param until when the lease ends
   * @param limit 1 to {@value #MAX_PAGE}
   */
  Future<QueuePage> claimNext(
      String site, QueueFilter filter, Actor actor, Instant until, int limit);

  /**
   * Gives {@code actor} one comment, or prolongs the lease they have.
   *
   * @param until when the lease ends
   */
  Future<ReviewOutcome> claim(String site, String commentId, Actor actor, Instant until);

  /** Gives a claimed comment back. */
  Future<ReviewOutcome> release(String site, String commentId, Actor actor);

  /** How much waits. */
  Future<QueueCounts> counts(String site);
}
