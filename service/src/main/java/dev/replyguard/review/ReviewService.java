package dev.replyguard.review;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Ruling.Means;
import dev.replyguard.pipeline.TextTraces;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Report;
import dev.replyguard.store.ReportOutcome;
import dev.replyguard.store.ReviewOutcome;
import dev.replyguard.store.RulingStore;
import dev.replyguard.store.Terms;
import dev.replyguard.store.TextTrace;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What people do with single comments, by the terms of their site. Safe for use by every event
 * loop; a call fails where the store cannot be asked, and with nothing else.
 */
public final class ReviewService {
  /** How often a comment is read anew that is edited meanwhile. */
  private static final int TRIES = 3;

  private final CommentStore comments;
  private final RulingStore rulings;
  private final TextTraces traces;
  private final Function<String, Terms> terms;
  private final InstantSource clock;

  /**
   * Over its collaborators.
   *
   * @param hash names texts, as the pipeline does
   * @param terms by site, how texts are remembered and comments reviewed
   */
  public ReviewService(
      CommentStore comments,
      RulingStore rulings,
      KeyedHash hash,
      Function<String, Terms> terms,
      InstantSource clock) {
    this.comments = comments;
    this.rulings = rulings;
    this.traces = new TextTraces(hash);
    this.terms = terms;
    this.clock = clock;
  }

  /** The terms of a site. */
  public Terms terms(String site) {
    return terms.apply(site);
  }

  /**
   * Decides a comment; the first decision wins, but the site's own is always taken. One about
   * another revision than the latest is not, so that nobody's decision falls on a text that he or
   * she has not seen.
   */
  public Future<ReviewOutcome> decide(
      String site, String commentId, RulingDraft draft, Means means) {
    return decide(site, commentId, draft, means, TRIES);
  }

  private Future<ReviewOutcome> decide(
      String site, String commentId, RulingDraft draft, Means means, int tries) {
    return withComment(
            site,
            commentId,
            new ReviewOutcome.Missing(),
            (comment, trace) ->
                draft.revision() != null && draft.revision() != comment.revision()
                    ? Future.<ReviewOutcome>succeededFuture(
                        new ReviewOutcome.Changed(comment.revision()))
                    : rulings.decide(
                        comment,
                        trace,
                        draft.made(means, clock.instant()),
                        memory(site).rulingAge(),
                        isForSecondLook(site, means)))
        .compose(
            outcome ->
                // The site has acted on its comment already, whatever its text is by now.
                outcome instanceof ReviewOutcome.Changed
                        && draft.revision() == null
                        && means == Means.SITE
                        && tries > 1
                    ? decide(site, commentId, draft, means, tries - 1)
                    : Future.succeededFuture(outcome));
  }

  /** Takes back what {@code actor} decided a short while ago. */
  public Future<ReviewOutcome> undo(String site, String commentId, Actor actor) {
    return withComment(
        site,
        commentId,
        new ReviewOutcome.Missing(),
        (comment, trace) ->
            rulings.undo(comment, trace, actor, terms.apply(site).review().undoGrace()));
  }

  /** Puts a decided comment before the moderators again. */
  public Future<ReviewOutcome> reopen(
      String site, String commentId, Actor actor, @Nullable String note) {
    return withComment(
        site,
        commentId,
        new ReviewOutcome.Missing(),
        (comment, trace) ->
            rulings.reopen(comment, trace, actor, note, terms.apply(site).review()));
  }

  /** Takes a reader's report. */
  public Future<ReportOutcome> report(String site, String commentId, Report report) {
    return withComment(
        site,
        commentId,
        new ReportOutcome.Missing(),
        (comment, trace) -> rulings.report(comment, trace, report, terms.apply(site)));
  }

  /** The normalised form in which queued texts are searched. */
  public String searched(String site, String text) {
    return traces.of(site, text, memory(site).minLength()).normalized();
  }

  private interface Step<T> {
    Future<T> take(RecordedComment comment, TextTrace trace);
  }

  private <T> Future<T> withComment(String site, String commentId, T missing, Step<T> step) {
    return comments
        .find(site, commentId)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(missing)
                    : step.take(found.get(), trace(found.get())));
  }

  private TextTrace trace(RecordedComment comment) {
    String site = comment.comment().site();
    return traces.of(site, comment.comment().text(), memory(site).minLength());
  }

  private MemoryPolicy memory(String site) {
    return terms.apply(site).memory();
  }

  /**
   * Drawn by lot, of what somebody has looked at one by one: else there is nobody to agree with.
   */
  private boolean isForSecondLook(String site, Means means) {
    return means == Means.SINGLE
        && ThreadLocalRandom.current().nextDouble() < terms.apply(site).review().secondLookShare();
  }
}
