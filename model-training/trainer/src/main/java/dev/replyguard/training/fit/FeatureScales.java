package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import dev.replyguard.training.recipe.TrainingSettings;
import java.util.List;

/**
 * What each feature's value is multiplied by in training, for one label: how much more often (or
 * more rarely) the feature is seen with the label than without it, as the absolute naive-Bayes
 * log-count ratio (Wang and Manning, "Baselines and Bigrams", ACL 2012), times its inverse document
 * frequency. A penalty on the weights of scaled features shrinks those most that tell least.
 * Afterwards the scale is folded into the weights, so scoring knows nothing of it.
 */
final class FeatureScales {
  private FeatureScales() {}

  /** The scales for {@code label}, by feature number, from the rows it is trained on. */
  static double[] of(
      Label label, List<Instance> training, FeatureSpace space, TrainingSettings settings) {
    double[] scales = new double[space.size()];
    for (int number = 0; number < scales.length; number++) {
      scales[number] = Math.pow(space.inverseDocumentFrequency(number), settings.idfPower());
    }
    if (settings.ratioPower() > 0) {
      double[] ratios = logCountRatios(label, training, space, scales, settings.smoothing());
      for (int number = 0; number < scales.length; number++) {
        scales[number] *= Math.pow(Math.abs(ratios[number]), settings.ratioPower());
      }
    }
    return scales;
  }

  private static double[] logCountRatios(
      Label label, List<Instance> training, FeatureSpace space, double[] scales, double smoothing) {
    double[] with = new double[scales.length];
    double[] without = new double[scales.length];
    double rowsWith = 0;
    double rowsWithout = 0;
    for (Instance instance : training) {
      double weight = instance.trainingWeight(label);
      if (weight == 0) {
        continue;
      }
      boolean positive = instance.isPositive(label);
      double[] sums = positive ? with : without;
      for (int i = 0; i < instance.size(); i++) {
        int number = space.number(instance.bucket(i));
        if (number >= 0) {
          sums[number] += weight * instance.value(i) * scales[number];
        }
      }
      rowsWith += positive ? weight : 0;
      rowsWithout += positive ? 0 : weight;
    }
    double[] ratios = new double[scales.length];
    for (int number = 0; number < ratios.length; number++) {
      ratios[number] =
          Math.log((smoothing + with[number]) / (smoothing + rowsWith))
              - Math.log((smoothing + without[number]) / (smoothing + rowsWithout));
    }
    return ratios;
  }
}
