package dev.replyguard.store;

import dev.replyguard.domain.Author;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Finds stored comments by what they have in common. */
public interface CommentIndex {
  /** How many ids one call answers at most. */
  int MAX = 5_000;

  /**
   * The ids of the comments whose latest revision was recorded within a time, the latest first.
   *
   * @param from the earliest time
   * @param before the first time that is too late
   * @param limit at most so many, 1 to {@value #MAX}
   */
  Future<List<String>> recorded(String site, Instant from, Instant before, int limit);

  /**
   * The ids of the comments that people have decided within a time and that are as they were
   * decided, the latest decision first.
   *
   * @param from the earliest time
   * @param before the first time that is too late
   * @param limit at most so many, 1 to {@value #MAX}
   */
  Future<List<String>> ruled(String site, Instant from, Instant before, int limit);

  /**
   * The ids of an author's comments, the latest first.
   *
   * @param hidden the author as stored comments have it: hashes in place of e-mail and address;
   *     what is known of id and e-mail counts, of an address only where nothing else is known
   * @param limit at most so many of each, 1 to {@value #MAX}
   */
  Future<List<String>> ofAuthor(String site, Author hidden, int limit);

  /** How many of a group's latest comments {@link #decidedOfGroup} looks at. */
  int LOOKED_AT = 1_000;

  /**
   * The ids of the comments of a near-duplicate group that do not wait, the latest first; as long
   * as the group is remembered.
   *
   * @param except a comment that is left out
   * @param limit at most so many, 1 to {@value #LOOKED_AT}
   */
  Future<List<String>> decidedOfGroup(String site, String group, String except, int limit);

  /** What tells that two comments, on whatever sites, are one author's. */
  enum Trait {
    /** The e-mail, of which all sites have the same hash. */
    EMAIL,
    /** The id, which is each site's own. */
    ID
  }

  /** How many of the latest comments {@link #history} counts. */
  int COUNTED = 200;

  /** How many of them it tells. */
  int TOLD = 20;

  /**
   * What became of an author's comments on a site.
   *
   * @param hidden the author as stored comments have it, with that trait
   */
  Future<AuthorHistory> history(String site, Author hidden, Trait by);

  /**
   * How many of an author's latest comments from before a time are approved by now.
   *
   * @param hidden as for {@link #ofAuthor}; what is known of id and e-mail counts
   * @param wanted up to how many to count, 1 or more
   */
  Future<Integer> approvedBefore(String site, Author hidden, Instant before, int wanted);
}
