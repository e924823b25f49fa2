package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import dev.replyguard.model.StackingWeights;
import dev.replyguard.training.recipe.Recipe;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * A fold's log-odds by a linear model and an ONNX model together, weighed against each other on
 * that fold by {@link Stacking}. Immutable.
 */
public final class StackedFold implements LogOdds {
  private final ScoredFold linear;
  private final ScoredFold onnx;
  private final Map<Label, StackingWeights> weights;

  private StackedFold(ScoredFold linear, ScoredFold onnx, Map<Label, StackingWeights> weights) {
    this.linear = linear;
    this.onnx = onnx;
    this.weights = weights;
  }

  /**
   * Weighs the two models against each other.
   *
   * @param linear the fold by the linear model
   * @param onnx the same instances by the ONNX model
   * @param known the labels that the ONNX model knows; others are left to the linear one
   */
  public static StackedFold fit(
      ScoredFold linear, ScoredFold onnx, Set<Label> known, Recipe recipe) {
    Map<Label, StackingWeights> weights = new EnumMap<>(Label.class);
    for (Label label : Label.ALL) {
      weights.put(
          label,
          known.contains(label)
              ? weights(TuningSet.of(label, recipe, linear.instances()), linear, onnx)
              : StackingWeights.LINEAR);
    }
    return new StackedFold(linear, onnx, weights);
  }

  private static StackingWeights weights(TuningSet set, ScoredFold linear, ScoredFold onnx) {
    Stacking.Rows rows = new Stacking.Rows();
    for (Instance instance : set.instances()) {
      rows.add(
          linear.logit(set.label(), instance),
          onnx.logit(set.label(), instance),
          instance.isPositive(set.label()),
          set.weightOf(instance));
    }
    Stacking stacking = Stacking.fit(rows, Stacking.HALF);
    return new StackingWeights(stacking.first(), stacking.second(), stacking.bias());
  }

  /** For every label how much either model counts. */
  public Map<Label, StackingWeights> weights() {
    return Collections.unmodifiableMap(weights);
  }

  @Override
  public double logit(Label label, Instance instance) {
    StackingWeights of = weights.getOrDefault(label, StackingWeights.LINEAR);
    double logit = of.linear() * linear.logit(label, instance) + of.bias();
    return of.onnx() > 0 ? logit + of.onnx() * onnx.logit(label, instance) : logit;
  }
}
