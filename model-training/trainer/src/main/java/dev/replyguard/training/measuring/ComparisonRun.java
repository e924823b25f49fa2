package dev.replyguard.training.measuring;

import dev.replyguard.training.Progress;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.evaluation.Difference;
import dev.replyguard.training.evaluation.PairedMeasurement;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.measuring.Comparison.Row;
import dev.replyguard.training.measuring.Comparison.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares two models on a plan's sets, on the comments and labels that both have scores for. For
 * one thread.
 *
 * <p>Many differences are looked at, so that some would seem large by chance: each verdict is given
 * at a risk that is the allowed one divided by the number of differences (Bonferroni).
 */
public final class ComparisonRun {
  private final EvaluationPlan plan;
  private final Settings settings;
  private final Progress progress;

  /**
   * How to compare.
   *
   * @param margin by how much the challenger's ROC AUC may be lower, 0 or more
   * @param confidence with which a verdict holds for all differences together, between 0 and 1
   * @param replicates how many resamples to draw; 0 for as many as the verdicts need
   * @param seed of what is drawn
   */
  public record Settings(double margin, double confidence, int replicates, long seed) {
    /** Intervals want no fewer. */
    private static final int USUAL_REPLICATES = 2000;

    public Settings {
      if (!(margin >= 0 && margin < 1)) {
        throw new IllegalArgumentException("margin: 0 or more, below 1 expected, got " + margin);
      }
      if (!(confidence > 0 && confidence < 1)) {
        throw new IllegalArgumentException(
            "confidence: above 0, below 1 expected, got " + confidence);
      }
      if (replicates < 0) {
        throw new IllegalArgumentException("replicates: 1 or more expected, got " + replicates);
      }
    }

    private double risk(int comparisons) {
      return (1 - confidence) / Math.max(comparisons, 1);
    }

    /** With fewer resamples not even the clearest difference could get a verdict. */
    private Resampling resampling(int comparisons) {
      int needed = (int) Math.ceil(1 / risk(comparisons));
      if (replicates > 0 && replicates < needed) {
        throw new TooFewReplicatesException(
            "replicates: at least %d expected for %d differences at confidence %s, got %d"
                .formatted(needed, comparisons, confidence, replicates));
      }
      return new Resampling(
          replicates > 0 ? replicates : Math.max(USUAL_REPLICATES, needed), seed, confidence);
    }
  }

  /** Fewer resamples were asked for than verdicts need. */
  public static final class TooFewReplicatesException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TooFewReplicatesException(String message) {
      super(message);
    }
  }

  /** A run. */
  public ComparisonRun(EvaluationPlan plan, Settings settings, Progress progress) {
    this.plan = plan;
    this.settings = settings;
    this.progress = progress;
  }

  /** A model by name. */
  public record Contender(String name, RowScoring scoring) {}

  private record Paired(DataSet set, PairedMeasurement measurement) {}

  /**
   * Compares.
   *
   * @throws DataException when a file is faulty, or there is nothing to compare
   * @throws TooFewReplicatesException when fewer were asked for than verdicts need
   */
  public Comparison run(Contender incumbent, Contender challenger) throws IOException {
    SetMeasuring measuring =
        new SetMeasuring(plan, List.of(incumbent.scoring(), challenger.scoring()), progress);
    measuring.read((set, comment, label, score) -> {}, input -> {});
    List<Paired> pairs = new ArrayList<>();
    int comparisons = 0;
    for (DataSet set : measuring.measurable()) {
      PairedMeasurement pair =
          new PairedMeasurement(
              set.name(), set.rows(), measuring.scored(set, 0), measuring.scored(set, 1));
      pairs.add(new Paired(set, pair));
      comparisons += pair.comparisons(set.averaged());
    }
    if (comparisons == 0) {
      throw new DataException(
          plan.folder().toString(),
          "nothing to compare: at least %d comments with a label and as many without it expected"
              .formatted(Resampling.FEWEST));
    }
    Resampling resampling = settings.resampling(comparisons);
    double risk = settings.risk(comparisons);
    progress.begin("Resampling", pairs.size());
    List<Row> rows = new ArrayList<>();
    for (Paired pair : pairs) {
      progress.step(pair.set.name());
      for (Difference difference : pair.measurement.differences(pair.set.averaged(), resampling)) {
        rows.add(new Row(difference, verdict(difference, risk)));
      }
    }
    return new Comparison(
        incumbent.name(),
        challenger.name(),
        settings.margin(),
        settings.confidence(),
        resampling.replicates(),
        resampling.seed(),
        rows);
  }

  private Verdict verdict(Difference difference, double risk) {
    if (difference.isLower(settings.margin(), risk)) {
      return Verdict.WORSE;
    }
    return difference.isHigher(risk) ? Verdict.BETTER : Verdict.OPEN;
  }
}
