package dev.replyguard.http.v1;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Ruling.Means;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.review.ReviewService;
import dev.replyguard.review.RulingDraft;
import dev.replyguard.store.QueueStore;
import dev.replyguard.store.ReportOutcome;
import dev.replyguard.store.ReportOutcome.Limited;
import dev.replyguard.store.ReportOutcome.Repeated;
import dev.replyguard.store.ReportOutcome.Taken;
import dev.replyguard.store.ReviewOutcome;
import dev.replyguard.store.RulingStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;

/** What moderators, readers and the site do with one comment: {@code /v1/comments/{id}/...}. */
final class ReviewedComments {
  private static final String PREVIOUS = "previous";
  private static final String NOW = "verdict";

  private final QueueStore queue;
  private final RulingStore rulings;
  private final ReviewService review;
  private final Clock clock;

  ReviewedComments(QueueStore queue, RulingStore rulings, ReviewService review, Clock clock) {
    this.queue = queue;
    this.rulings = rulings;
    this.review = review;
    this.clock = clock;
  }

  /** Gives the caller the comment for a while. */
  void claim(RoutingContext context) {
    String site = Callers.site(context);
    String id = id(context);
    Actor actor = Callers.actor(context);
    Instant until = clock.instant().plus(review.terms(site).review().lease());
    Exchanges.answer(
        context,
        queue
            .claim(site, id, actor, until)
            .map(ReviewOutcomes::done)
            .map(
                done ->
                    JsonWriter.write(
                        128,
                        json -> {
                          json.writeStartObject();
                          json.writeStringField("holder", actor.id());
                          json.writeStringField("until", until.toString());
                          json.writeEndObject();
                        })));
  }

  /** Gives a claimed comment back. */
  void release(RoutingContext context) {
    Exchanges.done(
        context,
        queue
            .release(Callers.site(context), id(context), Callers.actor(context))
            .map(ReviewOutcomes::done));
  }

  /** A moderator's decision. */
  void decide(RoutingContext context) {
    decide(context, Callers.actor(context), Means.SINGLE);
  }

  /** The site's own decision, on which it has acted already. */
  void verdict(RoutingContext context) {
    decide(context, Actor.site(Callers.site(context)), Means.SITE);
  }

  private void decide(RoutingContext context, Actor by, Means means) {
    String id = id(context);
    RulingDraft draft = ReviewRequests.decision(Exchanges.body(context), by);
    answer(context, PREVIOUS, review.decide(Callers.site(context), id, draft, means));
  }

  /** Takes the caller's decision back. */
  void undo(RoutingContext context) {
    answer(context, NOW, review.undo(Callers.site(context), id(context), Callers.actor(context)));
  }

  /** Puts a decided comment before the moderators again. */
  void reopen(RoutingContext context) {
    String id = id(context);
    Actor by = Callers.actor(context);
    String note = ReviewRequests.note(Exchanges.body(context)).orElse(null);
    done(context, review.reopen(Callers.site(context), id, by, note));
  }

  /** Hands a comment over to another moderator. */
  void escalate(RoutingContext context) {
    String id = id(context);
    Actor by = Callers.actor(context);
    ReviewRequests.HandOver request = ReviewRequests.handOver(Exchanges.body(context));
    done(context, rulings.escalate(Callers.site(context), id, by, request.to(), request.note()));
  }

  /** Adds a note to the comment's history. */
  void note(RoutingContext context) {
    String id = id(context);
    Actor by = Callers.actor(context);
    String note = ReviewRequests.requiredNote(Exchanges.body(context));
    done(context, rulings.addNote(Callers.site(context), id, by, note));
  }

  /** Takes a reader's report. */
  void report(RoutingContext context) {
    String id = id(context);
    Exchanges.answer(
        context,
        review
            .report(Callers.site(context), id, ReportDecoder.decode(Exchanges.body(context)))
            .map(ReviewedComments::reported));
  }

  private static Buffer reported(ReportOutcome outcome) {
    if (outcome instanceof Taken taken) {
      return reported(taken.reports(), true, taken.queued());
    }
    if (outcome instanceof Repeated repeated) {
      return reported(repeated.reports(), false, false);
    }
    if (outcome instanceof Limited limited) {
      long seconds = Math.max(1, limited.retryAfter().plusMillis(999).toSeconds());
      throw new ProblemException(
          Problem.of(ProblemType.QUOTA_EXCEEDED, "reader: too many reports lately")
              .withHeader(HttpHeaders.RETRY_AFTER.toString(), Long.toString(seconds)));
    }
    throw new ProblemException(ProblemType.NOT_FOUND, "this site has no comment of that id");
  }

  private static Buffer reported(int reports, boolean counted, boolean queued) {
    return JsonWriter.write(
        128,
        json -> {
          json.writeStartObject();
          json.writeNumberField("reports", reports);
          json.writeBooleanField("counted", counted);
          json.writeBooleanField("queued", queued);
          json.writeEndObject();
        });
  }

  private static void answer(RoutingContext context, String field, Future<ReviewOutcome> work) {
    String id = id(context);
    Exchanges.answer(
        context,
        work.map(ReviewOutcomes::done)
            .map(done -> ReviewOutcomes.encode(id, field, done.verdict())));
  }

  private static void done(RoutingContext context, Future<ReviewOutcome> work) {
    Exchanges.done(context, work.map(ReviewOutcomes::done));
  }

  private static String id(RoutingContext context) {
    return PathParameters.identifier(context, "id");
  }
}
