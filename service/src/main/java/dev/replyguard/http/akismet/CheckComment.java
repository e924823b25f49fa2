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

  private static final String HONEYPOT = "honeypot";

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
    Function<Comment, Future<Judgement>> way = checked.test() ? preview : judge;
    way.apply(checked.comment())
        .compose(judgement -> answer(context, fields, checked, judgement, policies.apply(site)))
        .onSuccess(
            word -> {
              // Not before: what fails is a 200 as well. And a test leaves no trace.
              if (!checked.test()) {
                RequestState.of(context).scored(Dialect.AKISMET, checked.comment().id());
              }
              Answers.send(context, word);
            })
        .onFailure(context::fail);
  }

  private Future<String> answer(
      RoutingContext context,
      Fields fields,
      CheckedComment checked,
      Judgement judgement,
      AkismetPolicy policy) {
    Decision decision = judgement.decision();
    Verdict verdict = policy.toxicity() ? decision.verdict() : ofSpamAlone(decision);
    if (checked.honeypot() || verdict == Verdict.REJECT) {
      if (isBlatant(decision)) {
        context.response().putHeader("X-akismet-pro-tip", "discard");
      }
      classify(context, fields, verdict == Verdict.REJECT ? why(decision, policy) : HONEYPOT);
      return Future.succeededFuture(Answers.SPAM);
    }
    if (!judgement.recorded() && !checked.test()) {
      // Lists, floods and what people decided could not be looked at.
      throw new ProblemException(
          Problem.of(
              ProblemType.STORE_UNAVAILABLE, "the store cannot be reached; ask again later"));
    }
    if (verdict == Verdict.HOLD) {
      return held(context, fields, checked, decision, policy);
    }
    classify(context, fields, "ham");
    return Future.succeededFuture(Answers.HAM);
  }

  /** Tells what the answer stands for, where that is asked for; of what is not decided, nothing. */
  private static void classify(RoutingContext context, Fields fields, String classification) {
    if (fields.isSet("classify")) {
      context.response().putHeader("X-akismet-classification", classification);
    }
  }

  private Future<String> held(
      RoutingContext context,
      Fields fields,
      CheckedComment checked,
      Decision decision,
      AkismetPolicy policy) {
    return switch (policy.held()) {
      case SPAM -> {
        classify(context, fields, why(decision, policy));
        yield Future.succeededFuture(Answers.SPAM);
      }
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
      if (isOfSpam(reason) && !reason.shadow() && reason.verdict() != null) {
        worst = worst.orWorse(reason.verdict());
      }
    }
    return decision.verdict() == Verdict.APPROVE ? Verdict.APPROVE : worst;
  }

  private static boolean isOfSpam(Reason reason) {
    return reason.label() == null || reason.label() == Label.SPAM;
  }

  private static boolean isBlatant(Decision decision) {
    return decision.scores() != null && decision.scores().get(Label.SPAM) >= BLATANT;
  }

  /** The label or the stage of the first reason that counts for the site. */
  private static String why(Decision decision, AkismetPolicy policy) {
    return decision.reasons().stream()
        .filter(reason -> reason.verdict() != null && !reason.shadow())
        .filter(reason -> policy.toxicity() || isOfSpam(reason))
        .map(reason -> reason.label() == null ? reason.stage().key() : reason.label().key())
        .findFirst()
        .orElse("spam");
  }
}
