package dev.replyguard.training.evaluation;

import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.training.evaluation.Evaluation.Figures;
import dev.replyguard.training.evaluation.Evaluation.Mean;
import java.util.Locale;
import java.util.Map;

/** An {@link Evaluation} as tables in Markdown, which read well on a terminal too. */
public final class EvaluationPage {
  private EvaluationPage() {}

  /** The tables. */
  public static String of(Evaluation evaluation, Map<Label, RecommendedThresholds> thresholds) {
    StringBuilder page = new StringBuilder();
    page.append("## Means\n\n| data | labels | mean ROC AUC |\n| --- | --- | --- |\n");
    for (Mean mean : evaluation.means()) {
      line(page, "%s | %d | %.4f", mean.dataset(), mean.labels().size(), mean.rocAuc());
    }
    page.append("\n## Thresholds\n\n");
    page.append("| label | target precision | score | precision | recall |\n");
    page.append("| --- | --- | --- | --- | --- |\n");
    for (Label label : Label.ALL) {
      RecommendedThresholds found = thresholds.getOrDefault(label, RecommendedThresholds.NONE);
      if (found.points().isEmpty()) {
        line(page, "%s | none reached | | |", label.key());
      }
      for (OperatingPoint point : found.points()) {
        line(
            page,
            "%s | %.2f | %.4f | %.3f | %.3f",
            label.key(),
            point.targetPrecision(),
            point.threshold(),
            point.precision(),
            point.recall());
      }
    }
    page.append("\n## Figures\n\n");
    page.append(
        "| data | rows | label | comments | with it | base rate | ROC AUC | PR AUC | ECE |\n");
    page.append("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (Figures f : evaluation.figures()) {
      line(
          page,
          "%s | %s | %s | %d | %d | %.4f | %.4f | %.4f | %.4f",
          f.dataset(),
          f.rows(),
          f.label(),
          f.comments(),
          f.positives(),
          f.baseRate(),
          f.rocAuc(),
          f.prAuc(),
          f.calibrationError());
    }
    return page.toString();
  }

  private static void line(StringBuilder page, String format, Object... values) {
    page.append("| ").append(String.format(Locale.ROOT, format, values)).append(" |\n");
  }
}
