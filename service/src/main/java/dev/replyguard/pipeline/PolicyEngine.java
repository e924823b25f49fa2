package dev.replyguard.pipeline;

import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.Policy;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Turns scores into a verdict and the reasons for it; immutable. */
final class PolicyEngine {

  /**
   * What a policy makes of some scores.
   *
   * @param verdict the most severe that a label asks for
   * @param reasons one for every label whose threshold was reached, the most severe and then the
   *     highest score first; without matches
   */
  record Outcome(Verdict verdict, List<Reason> reasons) {}

  private record Finding(Verdict verdict, Reason reason) {}

  private static final Comparator<Finding> MOST_SEVERE_FIRST =
      Comparator.comparing(Finding::verdict)
          .thenComparing(finding -> finding.reason().score(), Comparator.nullsFirst(Float::compare))
          .reversed();

  /** Holds {@code scores} against {@code policy}; a label without a score has no consequences. */
  Outcome judge(Policy policy, Scores scores) {
    List<Finding> findings = new ArrayList<>();
    for (Label label : Label.ALL) {
      if (!scores.has(label)) {
        continue;
      }
      LabelThresholds thresholds = policy.of(label);
      float score = scores.get(label);
      if (score >= thresholds.reject()) {
        findings.add(finding(label, score, Verdict.REJECT, thresholds.reject()));
      } else if (score >= thresholds.hold()) {
        findings.add(finding(label, score, Verdict.HOLD, thresholds.hold()));
      }
    }
    if (findings.isEmpty()) {
      return new Outcome(Verdict.APPROVE, List.of());
    }
    findings.sort(MOST_SEVERE_FIRST);
    List<Reason> reasons = findings.stream().map(Finding::reason).toList();
    return new Outcome(findings.get(0).verdict(), reasons);
  }

  private static Finding finding(Label label, float score, Verdict verdict, float threshold) {
    String message =
        String.format(
            Locale.ROOT,
            "%s %.2f reaches the %s threshold %.2f",
            inWords(label),
            score,
            verdict.key(),
            threshold);
    String rule = label.key() + "." + verdict.key();
    return new Finding(
        verdict,
        new Reason(
            Stage.POLICY,
            rule,
            label,
            score,
            threshold,
            message,
            List.of(),
            List.of(),
            verdict,
            false));
  }

  private static String inWords(Label label) {
    String words = label.key().replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
