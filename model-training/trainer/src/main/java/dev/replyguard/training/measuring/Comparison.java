package dev.replyguard.training.measuring;

import dev.replyguard.training.evaluation.Difference;
import java.util.List;

/**
 * Two models set side by side.
 *
 * @param incumbent the name of the first
 * @param challenger the name of the second
 * @param margin by how much the challenger's ROC AUC may be lower
 * @param confidence with which a verdict holds for all differences together
 * @param replicates how many resamples were drawn
 * @param seed of what was drawn
 * @param rows every difference with its verdict
 */
public record Comparison(
    String incumbent,
    String challenger,
    double margin,
    double confidence,
    int replicates,
    long seed,
    List<Row> rows) {
  public Comparison {
    rows = List.copyOf(rows);
  }

  /** What the resamples leave no doubt about. */
  public enum Verdict {
    /** The challenger's ROC AUC is higher. */
    BETTER,
    /** Neither. */
    OPEN,
    /** The challenger's ROC AUC is lower by more than the margin. */
    WORSE
  }

  /** A difference and what is said about it. */
  public record Row(Difference difference, Verdict verdict) {}

  /** Whether the challenger is worse by more than the margin anywhere. */
  public boolean isChallengerWorse() {
    return count(Verdict.WORSE) > 0;
  }

  /** How many differences have a verdict. */
  public long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict == verdict).count();
  }
}
