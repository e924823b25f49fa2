package dev.replyguard.store;

import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import org.jspecify.annotations.Nullable;

/** What became of something a moderator wanted to do with a comment. */
public sealed interface ReviewOutcome {

  /**
   * It was done.
   *
   * @param verdict the comment's verdict before a decision, or after it was taken back; else null
   */
  record Done(@Nullable Verdict verdict) implements ReviewOutcome {}

  /** Nothing was done: somebody else works on the comment. */
  record HeldByOther(Lease lease) implements ReviewOutcome {}

  /** Nothing was done: the comment has been decided, and that stands. */
  record AlreadyRuled(Ruling ruling) implements ReviewOutcome {}

  /**
   * Nothing was done: the comment has another text than the one that was meant.
   *
   * @param revision the comment's latest
   */
  record Changed(int revision) implements ReviewOutcome {}

  /** Nothing was done: the comment is not in the state for that. */
  record NotInState() implements ReviewOutcome {}

  /** There is no such comment. */
  record Missing() implements ReviewOutcome {}
}
