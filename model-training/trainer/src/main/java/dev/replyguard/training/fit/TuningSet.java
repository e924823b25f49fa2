package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import dev.replyguard.training.evaluation.ScoredSet;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings.Natural;
import java.util.List;

/**
 * The comments that one label is calibrated on, and how many comments each stands for.
 *
 * <p>Where the sources with natural rates say enough about the label, these alone, at their rates.
 * Else all that say something, the weight of those with the label scaled so that they have the rate
 * the recipe assumes.
 *
 * @param name what it is made of, for reports
 */
public record TuningSet(Label label, String name, List<Instance> instances, double positiveWeight) {
  public TuningSet {
    instances = List.copyOf(instances);
  }

  /**
   * The set for {@code label}.
   *
   * @param tuning the tuning fold
   */
  public static TuningSet of(Label label, Recipe recipe, List<Instance> tuning) {
    List<Instance> natural = tuning.stream().filter(i -> i.naturalWeight(label) > 0).toList();
    if (natural.stream().anyMatch(i -> i.isPositive(label))) {
      return new TuningSet(label, "tuning fold, natural rates", natural, 1);
    }
    List<Instance> all = tuning.stream().filter(i -> i.trainingWeight(label) > 0).toList();
    double with = all.stream().filter(i -> i.isPositive(label)).count();
    double without =
        all.stream().filter(i -> !i.isPositive(label)).mapToDouble(TuningSet::cleanWeight).sum();
    double rate = recipe.assumedRate(label);
    double weight = with == 0 ? 1 : rate / (1 - rate) * without / with;
    return new TuningSet(label, "tuning fold, assumed rate", all, weight);
  }

  /** Every comment's log-odds by {@code model}. */
  public ScoredSet logits(LogOdds model) {
    ScoredSet set = new ScoredSet();
    for (Instance instance : instances) {
      boolean positive = instance.isPositive(label);
      set.add(
          model.logit(label, instance),
          positive,
          positive ? positiveWeight : cleanWeight(instance));
    }
    return set;
  }

  /** How many comments an instance of this set stands for. */
  public double weightOf(Instance instance) {
    return instance.isPositive(label) ? positiveWeight : cleanWeight(instance);
  }

  private static double cleanWeight(Instance instance) {
    boolean counts = instance.source().natural() == Natural.ALL && instance.isClean();
    return counts ? instance.source().cleanWeight() : 1;
  }
}
