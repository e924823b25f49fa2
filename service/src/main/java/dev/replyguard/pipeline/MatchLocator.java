package dev.replyguard.pipeline;

import dev.replyguard.domain.Match;
import dev.replyguard.domain.Reason;
import dev.replyguard.model.Explanation;
import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Label;
import io.vertx.core.Future;
import java.util.List;

/** Finds the words that the scores behind some reasons rest on. */
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
   * The reasons about a label, with the words of {@code text} that speak most for that label; as
   * they are where the model does not explain.
   */
  Future<List<Reason>> locate(List<Reason> reasons, String text) {
    if (!scoring.explains()) {
      return Future.succeededFuture(reasons);
    }
    return scoring
        .explain(List.of(text))
        .map(
            explanations ->
                reasons.stream()
                    .map(reason -> located(reason, explanations.get(0), text))
                    .toList());
  }

  private static Reason located(Reason reason, Explanation explanation, String text) {
    Label label = reason.label();
    if (label == null) {
      return reason;
    }
    List<Contribution> inFavour =
        explanation.of(label).contributions().stream()
            .filter(contribution -> contribution.weight() > 0)
            .toList();
    List<Contribution> words =
        inFavour.stream().filter(contribution -> !isWhole(contribution, text)).toList();
    // A text of one word is that word; otherwise what speaks as a whole points at nothing.
    List<Contribution> candidates = words.isEmpty() ? inFavour : words;
    double least = candidates.isEmpty() ? 0 : MIN_SHARE * candidates.get(0).weight();
    return reason.withMatches(
        candidates.stream()
            .filter(contribution -> contribution.weight() >= least)
            .limit(MAX_MATCHES)
            .map(contribution -> match(contribution, text))
            .toList());
  }

  private static boolean isWhole(Contribution contribution, String text) {
    return contribution.start() == 0 && contribution.end() == text.length();
  }

  private static Match match(Contribution contribution, String text) {
    int start = contribution.start();
    int end = contribution.end();
    return new Match(text.substring(start, end), start, end);
  }
}
