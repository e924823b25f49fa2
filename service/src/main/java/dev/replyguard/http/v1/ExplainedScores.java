package dev.replyguard.http.v1;

import dev.replyguard.model.Explanation;
import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Explanation.LabelExplanation;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As much of an explanation as an answer holds. Log-odds are whole millionths, so that the parts of
 * a sum still add up to it once they are written in decimals.
 *
 * @param scores the calibrated scores
 * @param labels one for each label, in label order
 */
record ExplainedScores(Scores scores, List<LabelParts> labels) {
  /** How many parts are listed for a label. */
  static final int MAX_PARTS = 20;

  private static final double MICRO = 1_000_000;

  ExplainedScores {
    labels = List.copyOf(labels);
  }

  /**
   * What the parts of a text add to one label: {@code bias}, the weights of the parts and {@code
   * rest} are {@code logit}. All in millionths.
   */
  record LabelParts(Label label, long logit, long bias, List<Part> parts, long rest) {

    LabelParts {
      parts = List.copyOf(parts);
    }
  }

  /**
   * What one part adds, in millionths; offsets in UTF-16 units; the name of the feature where it is
   * one of structure; and what it was read as where that is not what is written.
   */
  record Part(
      int start, int end, @Nullable String feature, @Nullable String normalized, long weight) {}

  /** Keeps the weightiest parts and adds the others up. */
  static ExplainedScores of(Explanation explanation) {
    return new ExplainedScores(
        explanation.scores(),
        explanation.labels().stream().map(ExplainedScores::weightiest).toList());
  }

  private static LabelParts weightiest(LabelExplanation label) {
    List<Part> parts =
        label.contributions().stream().limit(MAX_PARTS).map(ExplainedScores::part).toList();
    long logit = micro(label.logit());
    long bias = micro(label.bias());
    long listed = parts.stream().mapToLong(Part::weight).sum();
    return new LabelParts(label.label(), logit, bias, parts, logit - bias - listed);
  }

  private static Part part(Contribution contribution) {
    return new Part(
        contribution.start(),
        contribution.end(),
        contribution.feature(),
        contribution.normalized(),
        micro(contribution.weight()));
  }

  private static long micro(double logOdds) {
    return Math.round(logOdds * MICRO);
  }
}
