package dev.replyguard.http.v1;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Reason;
import dev.replyguard.model.Scores;
import dev.replyguard.pipeline.PolicyService;
import dev.replyguard.pipeline.PolicyTrial;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;

/** {@code POST /v1/policy:try}: what a draft makes of a comment that somebody made up. */
final class TryPolicy implements Handler<RoutingContext> {
  private static final int TYPICAL_SIZE = 768;
  private static final String NO_ID = "try";

  private final PolicyService policies;
  private final PolicyTrial trial;
  private final Clock clock;

  TryPolicy(PolicyService policies, PolicyTrial trial, Clock clock) {
    this.policies = policies;
    this.trial = trial;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    TrialRequest request = TrialRequest.decode(Exchanges.body(context));
    Instant now = clock.instant();
    Comment comment =
        new Comment(
            Callers.site(context),
            NO_ID,
            request.text(),
            new Author(null, request.authorName(), null, null, null, null),
            Article.UNKNOWN,
            Parent.NONE,
            now,
            null);
    Exchanges.answer(
        context,
        Policies.explained(policies.check(request.source(), request.format()))
            .compose(draft -> trial.run(comment, draft, now))
            .map(TryPolicy::encode));
  }

  private static Buffer encode(Decision decision) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeStringField("policy", decision.policy());
          json.writeStringField("verdict", decision.verdict().key());
          Scores scores = decision.scores();
          if (scores != null) {
            JsonWriter.writeScores(json, scores);
          }
          json.writeArrayFieldStart("reasons");
          for (Reason reason : decision.reasons()) {
            JudgementEncoder.writeReason(json, reason);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
