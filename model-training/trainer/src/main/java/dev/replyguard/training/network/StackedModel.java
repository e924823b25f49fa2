package dev.replyguard.training.network;

import dev.replyguard.model.Label;
import dev.replyguard.training.fit.Instance;
import dev.replyguard.training.fit.LogOdds;
import dev.replyguard.training.fit.Stacking;
import dev.replyguard.training.fit.TuningSet;
import dev.replyguard.training.fit.WeightTable;
import dev.replyguard.training.recipe.TeacherSettings;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * N-grams and networks as one linear model: the weights of both, each label's weighed against each
 * other by {@link Stacking}.
 */
public final class StackedModel implements LogOdds {
  private final WeightTable table;
  private final List<float[]> outputs;
  private final IdentityHashMap<Instance, float[]> pooled;

  private StackedModel(
      WeightTable table, List<float[]> outputs, IdentityHashMap<Instance, float[]> pooled) {
    this.table = table;
    this.outputs = List.copyOf(outputs);
    this.pooled = pooled;
  }

  /**
   * Weighs n-grams and networks against each other.
   *
   * @param table the weights of the n-grams
   * @param networks the networks
   * @param tuning the instances of the tuning fold
   * @param pooled for each of them, in the same order, the networks' pooled numbers
   * @param sets for each label the instances it is fitted on, in label order
   * @param teacher tells how much the networks count for a label where the tuning fold cannot say
   */
  public static StackedModel fit(
      WeightTable table,
      NetworkTraining.Result networks,
      List<Instance> tuning,
      List<float[]> pooled,
      List<TuningSet> sets,
      TeacherSettings teacher) {
    if (tuning.size() != pooled.size()) {
      throw new IllegalArgumentException(
          "pooled: %d rows expected, got %d".formatted(tuning.size(), pooled.size()));
    }
    IdentityHashMap<Instance, float[]> byInstance = new IdentityHashMap<>();
    for (int i = 0; i < tuning.size(); i++) {
      byInstance.put(tuning.get(i), pooled.get(i));
    }
    double[] factors = new double[sets.size()];
    double[] biases = new double[sets.size()];
    List<float[]> outputs = new ArrayList<>();
    for (TuningSet set : sets) {
      Stacking.Rows rows = new Stacking.Rows();
      for (Instance instance : set.instances()) {
        rows.add(
            table.logit(set.label(), instance),
            networks.logit(set.label(), numbers(byInstance, instance)),
            instance.isPositive(set.label()),
            set.weightOf(instance));
      }
      Stacking stacking = Stacking.fit(rows, teacher.partOf(set.label()));
      int label = set.label().index();
      factors[label] = stacking.first();
      biases[label] = stacking.bias();
      float[] output = networks.outputs().get(label).clone();
      for (int i = 0; i < output.length; i++) {
        output[i] = (float) (output[i] * stacking.second());
      }
      outputs.add(output);
    }
    return new StackedModel(table.scaled(factors, biases), outputs, byInstance);
  }

  /** The same with the n-grams' weights rounded. */
  public StackedModel rounded(int mantissaBits) {
    return new StackedModel(table.rounded(mantissaBits), outputs, pooled);
  }

  /** The weights of the n-grams. */
  public WeightTable table() {
    return table;
  }

  /** For each label the weights of the networks' pooled numbers. */
  public List<float[]> outputs() {
    return outputs;
  }

  @Override
  public double logit(Label label, Instance instance) {
    float[] numbers = numbers(pooled, instance);
    double logit = table.logit(label, instance);
    float[] output = outputs.get(label.index());
    for (int i = 0; i < output.length; i++) {
      logit += (double) output[i] * numbers[i];
    }
    return logit;
  }

  private static float[] numbers(IdentityHashMap<Instance, float[]> pooled, Instance instance) {
    float[] numbers = pooled.get(instance);
    if (numbers == null) {
      throw new IllegalArgumentException("instance: one of the tuning fold expected");
    }
    return numbers;
  }
}
