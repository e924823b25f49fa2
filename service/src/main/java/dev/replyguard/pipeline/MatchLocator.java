package dev.replyguard.pipeline;

import dev.replyguard.domain.Evidence;
import dev.replyguard.domain.Match;
import dev.replyguard.model.Explanation;
import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Label;
import dev.replyguard.model.StackedClassifier;
import dev.replyguard.text.ScoringInput;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Finds the words and the features of structure of a comment that speak most for some labels. */
final class MatchLocator {
  private static final int MAX_MATCHES = 5;
  // Of the weightiest word's weight: what adds less would not have held the comment.
  private static final double MIN_SHARE = 0.2;

  private final Scoring scoring;

  MatchLocator(Scoring scoring) {
    this.scoring = scoring;
  }

  /**
   * For each of the labels what of {@code input} speaks most for it; nothing where the model does
   * not explain.
   */
  Future<Map<Label, Evidence>> locate(Collection<Label> labels, ScoringInput input) {
    if (!scoring.explains()) {
      return Future.succeededFuture(all(labels, label -> Evidence.NONE));
    }
    return scoring
        .explain(input)
        .map(explanation -> all(labels, label -> evidence(label, explanation, input.text())));
  }

  private static Map<Label, Evidence> all(
      Collection<Label> labels, Function<Label, Evidence> evidence) {
    Map<Label, Evidence> found = new EnumMap<>(Label.class);
    labels.forEach(label -> found.put(label, evidence.apply(label)));
    return found;
  }

  static Evidence evidence(Label label, Explanation explanation, String text) {
    List<Contribution> inFavour =
        explanation.of(label).contributions().stream()
            .filter(contribution -> contribution.weight() > 0)
            .toList();
    double least = MIN_SHARE * weightiestPart(inFavour);
    List<Contribution> weighty =
        inFavour.stream().filter(contribution -> contribution.weight() >= least).toList();
    return new Evidence(
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

  /** What a transformer adds for all words at once says nothing about which of them count. */
  private static double weightiestPart(List<Contribution> weightiestFirst) {
    return weightiestFirst.stream()
        .filter(contribution -> !StackedClassifier.WHOLE.equals(contribution.feature()))
        .mapToDouble(Contribution::weight)
        .findFirst()
        .orElse(0);
  }

  private static Match match(Contribution contribution, String text) {
    int start = contribution.start();
    int end = contribution.end();
    return new Match(text.substring(start, end), start, end);
  }
}
