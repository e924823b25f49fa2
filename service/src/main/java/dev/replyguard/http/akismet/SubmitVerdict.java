package dev.replyguard.http.akismet;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling.Means;
import dev.replyguard.domain.Verdict;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import dev.replyguard.review.ReviewService;
import dev.replyguard.review.RulingDraft;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.ReviewOutcome;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code submit-spam} and {@code submit-ham}: what people decided on the site. It is the site's own
 * decision, which always holds; a comment that was never asked about is recorded first.
 */
final class SubmitVerdict implements Handler<RoutingContext> {
  private final Verdict verdict;
  private final @Nullable RejectReason reason;
  private final Function<Comment, Future<Judgement>> judge;
  private final ReviewService review;
  private final KeyedHash hash;
  private final Clock clock;

  private SubmitVerdict(
      Verdict verdict,
      @Nullable RejectReason reason,
      Function<Comment, Future<Judgement>> judge,
      ReviewService review,
      KeyedHash hash,
      Clock clock) {
    this.verdict = verdict;
    this.reason = reason;
    this.judge = judge;
    this.review = review;
    this.hash = hash;
    this.clock = clock;
  }

  static SubmitVerdict spam(
      Function<Comment, Future<Judgement>> judge,
      ReviewService review,
      KeyedHash hash,
      Clock clock) {
    return new SubmitVerdict(Verdict.REJECT, RejectReason.SPAM, judge, review, hash, clock);
  }

  static SubmitVerdict ham(
      Function<Comment, Future<Judgement>> judge,
      ReviewService review,
      KeyedHash hash,
      Clock clock) {
    return new SubmitVerdict(Verdict.APPROVE, null, judge, review, hash, clock);
  }

  @Override
  public void handle(RoutingContext context) {
    String site = RequestState.of(context).site().id();
    CheckedComment checked = CheckedComment.read(Fields.of(context), site, hash, clock);
    if (checked.test()) {
      Answers.send(context, Answers.THANKS);
      return;
    }
    judge
        .apply(checked.comment())
        .compose(judgement -> decide(site, judgement))
        .onSuccess(done -> Answers.send(context, Answers.THANKS))
        .onFailure(context::fail);
  }

  private Future<ReviewOutcome> decide(String site, Judgement judgement) {
    if (!judgement.recorded()) {
      return Future.failedFuture(
          new ProblemException(
              Problem.of(
                  ProblemType.STORE_UNAVAILABLE, "the store cannot be reached; ask again later")));
    }
    RulingDraft draft = new RulingDraft(verdict, reason, null, Actor.site(site));
    return review.decide(site, judgement.commentId(), draft, Means.SITE);
  }
}
