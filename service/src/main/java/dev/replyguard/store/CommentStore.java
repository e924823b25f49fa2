package dev.replyguard.store;

import dev.replyguard.domain.RecordedComment;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Comments with their decisions, the cache of assessments, and the queue, site by site. */
public interface CommentStore {
  /** How many revisions of one comment are kept; beyond that the oldest go. */
  int MAX_REVISIONS = 100;

  /** What is known before a comment is judged, in one round trip. */
  Future<Background> lookUp(LookUp request);

  /**
   * Stores the comment, its decision, the queue entry when the verdict is hold, the audit event and
   * the cached assessment: all or nothing, in one step. A comment already stored under the same
   * site and id is left as it is when its text is the same; with another text it becomes the
   * comment's next revision, and the earlier one is kept.
   *
   * @return what is stored now: this decision, or the earlier one
   */
  Future<Recorded> record(Recording recording);

  /** The stored comment of that site and id, its latest revision, or empty. */
  Future<Optional<RecordedComment>> find(String site, String commentId);

  /**
   * All revisions that are kept of the comment, the latest first; empty where there is no such
   * comment.
   */
  Future<List<RecordedComment>> revisions(String site, String commentId);

  /**
   * Those of some comments that wait without hints: what was decided about them, and why, is not
   * for moderators to know yet.
   *
   * @param commentIds at most 1,000
   */
  Future<Set<String>> withoutHints(String site, Set<String> commentIds);

  /** How many comments of the site are waiting for a moderator. */
  Future<Long> queueDepth(String site);
}
