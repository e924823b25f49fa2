package dev.replyguard.http.v1;

import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.RequestState;
import dev.replyguard.http.TextScoring;
import dev.replyguard.store.UsageStore.Dialect;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code POST /v1/scores}: the model alone. */
final class ScoreTexts implements Handler<RoutingContext> {
  private final TextScoring scoring;

  ScoreTexts(TextScoring scoring) {
    this.scoring = scoring;
  }

  @Override
  public void handle(RoutingContext context) {
    boolean explain = isExplainAsked(context);
    List<String> texts = ScoreRequestDecoder.decode(Exchanges.body(context));
    RequestState.of(context).scored(Dialect.REPLYGUARD, null);
    Exchanges.answer(context, explain ? explained(texts) : scored(texts));
  }

  private Future<Buffer> scored(List<String> texts) {
    return scoring
        .score(texts)
        .map(results -> ScoresEncoder.encode(scoring.modelVersion(), results));
  }

  private Future<Buffer> explained(List<String> texts) {
    if (!scoring.explains()) {
      return scoring
          .score(texts)
          .map(results -> ScoresEncoder.encodeUnexplained(scoring.modelVersion(), results));
    }
    return scoring
        .explain(texts, ExplainedScores::of)
        .map(results -> ScoresEncoder.encodeExplained(scoring.modelVersion(), results));
  }

  private static boolean isExplainAsked(RoutingContext context) {
    if (context.request().query() == null) {
      return false;
    }
    List<String> given = context.queryParam("explain");
    if (given.isEmpty()) {
      return false;
    }
    String value = given.get(0);
    if (given.size() > 1 || !(value.equals("true") || value.equals("false"))) {
      throw new ProblemException(
          Problem.invalid(
              List.of(new FieldError("explain", "true or false expected, got something else"))));
    }
    return value.equals("true");
  }
}
