package dev.replyguard.store;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.ReviewPolicy;
import dev.replyguard.domain.Ruling;
import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What people decide about comments. Each method is one step: all of it happens, or nothing. */
public interface RulingStore {

  /**
   * Decides a comment, takes it out of the queue, and remembers the ruling for the same and similar
   * texts. The first decision wins; but the site's own is always taken.
   *
   * @param comment as it is stored
   * @param trace what its text is recognised by
   * @param rulingAge how long the ruling holds for other comments
   * @param secondLook whether another moderator is to decide it once more, to see how far they
   *     agree
   */
  Future<ReviewOutcome> decide(
      RecordedComment comment,
      TextTrace trace,
      Ruling ruling,
      Duration rulingAge,
      boolean secondLook);

  /**
   * Takes back what {@code actor} has decided, as far as that was within {@code grace}: verdict,
   * place in the queue, memory and statistics are as before.
   */
  Future<ReviewOutcome> undo(RecordedComment comment, TextTrace trace, Actor actor, Duration grace);

  /**
   * Puts a decided comment before the moderators again. Its verdict stays until they decide.
   *
   * @param note why, or null
   */
  Future<ReviewOutcome> reopen(
      RecordedComment comment,
      TextTrace trace,
      Actor actor,
      @Nullable String note,
      ReviewPolicy policy);

  /**
   * Hands a waiting comment over to another moderator.
   *
   * @param to that moderator's name
   * @param note why, or null
   */
  Future<ReviewOutcome> escalate(
      String site, String commentId, Actor actor, String to, @Nullable String note);

  /** Adds a note to the comment's history. */
  Future<ReviewOutcome> addNote(String site, String commentId, Actor actor, String note);

  /** Takes a reader's report. */
  Future<ReportOutcome> report(
      RecordedComment comment, TextTrace trace, Report report, Terms terms);
}
