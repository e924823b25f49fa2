package dev.replyguard.http.akismet;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.AkismetPolicy;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import dev.replyguard.http.akismet.CheckedComment.Guaranteed;
import dev.replyguard.model.Label;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.UsageStore.Dialect;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.Function;

/**
 * {@code comment-check}: judges a comment and records it.
 *
 * <p>An approval is {@code false} and a rejection {@code true}. The protocol has no word for a
 * comment that people are to look at: the site's policy says what it is told then.
 */
final class CheckComment implements Handler<RoutingContext> {
  /** From this score of spam on, a rejected comment need not be kept by the site. */
  private static final float BLATANT = 0.995f;

  private final Function<Comment, Future<Judgement>> judge;
  private final Function<Comment, Future<Judgement>> preview;
  private final Function<String, AkismetPolicy> policies;
  private final LateVerdicts late;
  private final KeyedHash hash;
  private final Clock clock;

  /**
   * Over its collaborators.
   *
   * @param judge judges a comment and records it
   * @param preview judges one without a trace
   * @param policies by site, how its checks are answered
   * @param late who is told later
   */
  CheckComment(
      Function<Comment, Future<Judgement>> judge,
      Function<Comment, Future<Judgement>> preview,
      Function<String, AkismetPolicy> policies,
      LateVerdicts late,
      KeyedHash hash,
      Clock clock) {
    this.judge = judge;
    this.preview = preview;
    this.policies = policies;
    this.late = late;
    this.hash = hash;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    String site = RequestState.of(context).site().id();
    Fields fields = Fields.of(context);
    CheckedComment checked = CheckedComment.read(fields, site, hash, clock);
    context.response().putHeader("X-akismet-guid", checked.comment().id());
    if (checked.guaranteed() != null) {
      Answers.send(context, checked.guaranteed() == Guaranteed.SPAM ? Answers.SPAM : Answers.HAM);
      return;
    }
    RequestState.of(context).scored(Dialect.AKISMET, checked.comment().id());
    Function<Comment, Future<Judgement>> way = checked.test() ? preview : judge;
    way.apply(checked.comment())
        .compose(judgement -> answer(context, fields, checked, judgement, policies.apply(site)))
        .onSuccess(word -> Answers.send(context, word))
        .onFailure(context::fail);
  }

  private Future<String> answer(
      RoutingContext context,
      Fields fields,
      CheckedComment checked,
      Judgement judgement,
      AkismetPolicy policy) {
    Decision decision = judgement.decision();
    if (fields.isSet("classify")) {
      context.response().putHeader("X-akismet-classification", classification(decision));
    }
    Verdict verdict = policy.toxicity() ? decision.verdict() : ofSpamAlone(decision);
    if (checked.honeypot() || verdict == Verdict.REJECT) {
      if (isBlatant(decision)) {
        context.response().putHeader("X-akismet-pro-tip", "discard");
      }
      return Future.succeededFuture(Answers.SPAM);
    }
    if (!judgement.recorded() && !checked.test()) {
      // Lists, floods and what people decided could not be looked at.
      throw new ProblemException(
          Problem.of(
              ProblemType.STORE_UNAVAILABLE, "the store cannot be reached; ask again later"));
    }
    return verdict == Verdict.HOLD
        ? held(context, fields, checked, policy)
        : Future.succeededFuture(Answers.HAM);
  }

  private Future<String> held(
      RoutingContext context, Fields fields, CheckedComment checked, AkismetPolicy policy) {
    return switch (policy.held()) {
      case SPAM -> Future.succeededFuture(Answers.SPAM);
      case RETRY -> Future.succeededFuture(retry(context));
      case WEBHOOK ->
          late.isAwaited(checked.comment().site(), fields.text("callback"))
              .map(awaited -> awaited && !checked.test() ? later(context) : retry(context));
    };
  }

  private static String retry(RoutingContext context) {
    context
        .response()
        .putHeader("X-akismet-error", "held")
        .putHeader("X-akismet-debug-help", "a moderator is to decide; ask again later");
    return "";
  }

  private static String later(RoutingContext context) {
    context
        .response()
        .putHeader("X-akismet-recheck-after", Long.toString(LateVerdicts.PATIENCE.toSeconds()));
    return Answers.HAM;
  }

  /** The verdict without what the scores of other labels than spam ask for; people's stands. */
  private static Verdict ofSpamAlone(Decision decision) {
    Verdict worst = Verdict.APPROVE;
    for (Reason reason : decision.reasons()) {
      if (reason.stage() == Stage.REVIEW) {
        return decision.verdict();
      }
      boolean counts = reason.label() == null || reason.label() == Label.SPAM;
      if (counts && !reason.shadow() && reason.verdict() != null) {
        worst = worst.orWorse(reason.verdict());
      }
    }
    return decision.verdict() == Verdict.APPROVE ? Verdict.APPROVE : worst;
  }

  private static boolean isBlatant(Decision decision) {
    return decision.scores() != null && decision.scores().get(Label.SPAM) >= BLATANT;
  }

  private static String classification(Decision decision) {
    if (decision.verdict() == Verdict.APPROVE) {
      return "ham";
    }
    return decision.reasons().stream()
        .filter(reason -> reason.verdict() != null && !reason.shadow())
        .map(reason -> reason.label() == null ? reason.stage().key() : reason.label().key())
        .findFirst()
        .orElse("spam");
  }
}
