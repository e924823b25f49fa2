package dev.replyguard.pipeline;

import dev.replyguard.domain.Match;
import dev.replyguard.domain.Reason;
import dev.replyguard.model.Explanation;
import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Label;
import dev.replyguard.text.ScoringInput;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;

/** Finds the words and the features of structure that the scores behind some reasons rest on. */
final class MatchLocator {
  private static final int MAX_MATCHES = 5;
  // Of the weightiest word's weight: what adds less would not have held the comment.
  private static final double MIN_SHARE = 0.2;

  private final Scoring scoring;

  MatchLocator(Scoring scoring) {
    this.scoring = scoring;
  }

  /** True where every match of the reasons stands in the text just where it says. */
  static boolean fits(List<Reason> reasons, String text) {
    return reasons.stream()
        .flatMap(reason -> reason.matches().stream())
        .allMatch(
            match -> text.regionMatches(match.start(), match.text(), 0, match.text().length()));
  }

  /**
   * The reasons about a label, with the words and the features of structure of {@code input} that
   * speak most for that label; as they are where the model does not explain.
   */
  Future<List<Reason>> locate(List<Reason> reasons, ScoringInput input) {
    if (!scoring.explains()) {
      return Future.succeededFuture(reasons);
    }
    return scoring
        .explain(input)
        .map(
            explanation ->
                reasons.stream()
                    .map(reason -> located(reason, explanation, input.text()))
                    .toList());
  }

  static Reason located(Reason reason, Explanation explanation, String text) {
    Label label = reason.label();
    if (label == null) {
      return reason;
    }
    List<Contribution> inFavour =
        explanation.of(label).contributions().stream()
            .filter(contribution -> contribution.weight() > 0)
            .toList();
    double least = inFavour.isEmpty() ? 0 : MIN_SHARE * inFavour.get(0).weight();
    List<Contribution> weighty =
        inFavour.stream().filter(contribution -> contribution.weight() >= least).toList();
    return reason.with(
        weighty.stream()
            .filter(contribution -> contribution.feature() == null)
            .limit(MAX_MATCHES)
            .map(contribution -> match(contribution, text))
            .toList(),
        weighty.stream()
            .map(Contribution::feature)
            .filter(Objects::nonNull)
            .limit(MAX_MATCHES)
            .toList());
  }

  private static Match match(Contribution contribution, String text) {
    int start = contribution.start();
    int end = contribution.end();
    return new Match(text.substring(start, end), start, end);
  }
}
