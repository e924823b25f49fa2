package dev.replyguard.store;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.RecordedComment;
import io.vertx.core.Future;
import java.util.Optional;

/** Comments with their decisions, the cache of decisions, and the queue, site by site. */
public interface CommentStore {

  /**
   * What is known before a comment is judged, in one round trip.
   *
   * @param comment the comment; its id and site say whether it is known
   * @param cacheKey where a decision on the same text is cached
   */
  Future<Known> lookUp(Comment comment, CacheKey cacheKey);

  /**
   * Stores the comment, its decision, the queue entry when the verdict is hold, the audit event and
   * the cached decision: all or nothing, in one step. A comment already stored under the same site
   * and id is left as it is.
   *
   * @return what is stored now: this decision, or the earlier one
   */
  Future<Recorded> record(Comment comment, Decision decision, CacheKey cacheKey);

  /** The stored comment of that site and id, or empty. */
  Future<Optional<RecordedComment>> find(String site, String commentId);

  /** How many comments of the site are waiting for a moderator. */
  Future<Long> queueDepth(String site);
}
