package dev.replyguard.training.measuring;

import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.ScoringModel;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.training.Progress;
import dev.replyguard.training.evaluation.Confusion;
import dev.replyguard.training.evaluation.Curves;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.evaluation.Mean;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.evaluation.ThresholdFigures;
import dev.replyguard.training.functional.BiasResults;
import dev.replyguard.training.measuring.DataSet.Kind;
import dev.replyguard.training.measuring.Evaluation.FunctionalFigures;
import dev.replyguard.training.measuring.Evaluation.RobustnessFigures;
import dev.replyguard.training.measuring.SetMeasuring.Measured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures a model on a plan's sets, on the functional suite, by identity and in disguises. For one
 * thread.
 */
public final class EvaluationRun {
  private final ScoringModel model;
  private final Map<Label, RecommendedThresholds> thresholds;
  private final Resampling resampling;
  private final int mistakes;
  private final Progress progress;

  /**
   * A run.
   *
   * @param thresholds what is recommended for {@code model}
   * @param mistakes how many of the worst to keep, of each label and kind
   */
  public EvaluationRun(
      ScoringModel model,
      Map<Label, RecommendedThresholds> thresholds,
      Resampling resampling,
      int mistakes,
      Progress progress) {
    this.model = model;
    this.thresholds = Map.copyOf(thresholds);
    this.resampling = resampling;
    this.mistakes = mistakes;
    this.progress = progress;
  }

  /**
   * What a run found.
   *
   * @param evaluation what is the same on every machine
   * @param speed of scoring, on this one
   * @param curves of every label on headline data sets
   * @param mistakes the worst, by label
   */
  public record Result(
      Evaluation evaluation, SpeedFigures speed, List<Curves> curves, List<Mistake> mistakes) {
    public Result {
      curves = List.copyOf(curves);
      mistakes = List.copyOf(mistakes);
    }
  }

  /**
   * Measures.
   *
   * @param name of the model, for the evaluation
   * @throws dev.replyguard.training.data.DataException when a file is faulty
   */
  public Result run(String name, EvaluationPlan plan) throws IOException {
    SpeedTest speedTest = new SpeedTest();
    WorstMistakes worst = new WorstMistakes(mistakes);
    boolean anyHeadline = plan.sets().stream().anyMatch(set -> set.kind() == Kind.HEADLINE);
    List<Measured> measured =
        measured(
            plan,
            (set, comment, label, score) -> {
              if (set.kind() == Kind.HEADLINE || !anyHeadline) {
                worst.offer(set.name(), comment, label, score);
              }
            },
            speedTest::offer);
    BehaviourRun behaviour = new BehaviourRun(model::score, model.labels(), thresholds);
    progress.begin("Functional suite, bias and disguises", -1);
    Evaluation evaluation =
        evaluation(
            name,
            measured,
            behaviour.functional(),
            behaviour.bias(plan.folder()),
            behaviour.robustness(plan.folder()));
    progress.begin("Timing", -1);
    return new Result(
        evaluation, speedTest.run(model), curves(headlines(measured)), worst.worstFirst());
  }

  /**
   * Measures on the plan's sets alone, neither on cases nor by identity nor in disguises, which
   * takes a slow model most of the time.
   *
   * @param name of the model, for the evaluation
   * @throws dev.replyguard.training.data.DataException when a file is faulty
   */
  public Evaluation runOnSets(String name, EvaluationPlan plan) throws IOException {
    List<Measured> measured = measured(plan, (set, comment, label, score) -> {}, input -> {});
    return evaluation(name, measured, List.of(), List.of(), List.of());
  }

  private List<Measured> measured(
      EvaluationPlan plan, SetMeasuring.Listener listener, Consumer<ScoringInput> inputs)
      throws IOException {
    SetMeasuring measuring = new SetMeasuring(plan, List.of(RowScoring.by(model)), progress);
    measuring.read(listener, inputs);
    return measuring.measure(thresholds, resampling);
  }

  /** The headline sets, or all where there is none. */
  private static List<Measured> headlines(List<Measured> measured) {
    List<Measured> headlines =
        measured.stream().filter(one -> one.set().kind() == Kind.HEADLINE).toList();
    return headlines.isEmpty() ? measured : headlines;
  }

  private Evaluation evaluation(
      String name,
      List<Measured> measured,
      List<FunctionalFigures> functional,
      List<BiasResults> bias,
      List<RobustnessFigures> robustness) {
    List<Measured> headlines = headlines(measured);
    return new Evaluation(
        name,
        means(headlines),
        headlines.stream().map(one -> one.set().name()).toList(),
        figures(measured),
        thresholds(headlines),
        confusions(measured),
        List.of(),
        functional,
        bias,
        robustness,
        null,
        null);
  }

  private static List<Mean> means(List<Measured> headlines) {
    List<Mean> means = new ArrayList<>();
    for (Measured one : headlines) {
      one.measurement().mean(one.set().averaged()).ifPresent(means::add);
    }
    return means;
  }

  private static List<Figures> figures(List<Measured> measured) {
    return measured.stream().flatMap(one -> one.measurement().figures().stream()).toList();
  }

  private static List<ThresholdFigures> thresholds(List<Measured> headlines) {
    return headlines.stream().flatMap(one -> one.measurement().thresholds().stream()).toList();
  }

  private List<Confusion> confusions(List<Measured> measured) {
    List<Confusion> confusions = new ArrayList<>();
    for (Measured one : measured) {
      one.measurement()
          .scored()
          .sets()
          .forEach(
              (label, set) ->
                  confusions.add(
                      Confusion.of(
                          one.set().name(),
                          one.set().rows(),
                          label.key(),
                          BehaviourRun.lowest(thresholds, label),
                          set)));
    }
    return confusions;
  }

  private static List<Curves> curves(List<Measured> headlines) {
    List<Curves> curves = new ArrayList<>();
    for (Measured one : headlines) {
      one.measurement()
          .scored()
          .sets()
          .forEach(
              (label, set) -> {
                if (set.hasBoth()) {
                  curves.add(Curves.of(one.set().name(), one.set().rows(), label.key(), set));
                }
              });
    }
    return curves;
  }
}
