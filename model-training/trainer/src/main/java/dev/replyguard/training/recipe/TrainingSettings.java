package dev.replyguard.training.recipe;

import dev.replyguard.model.Label;
import java.util.Map;

/**
 * How the weights are found: for each label by itself a logistic regression with an L2 penalty
 * (LIBLINEAR's L2R_LR_DUAL) on features scaled by their naive-Bayes log-count ratio.
 *
 * @param minDocuments a feature is kept that this many training comments have, 1 or more
 * @param smoothing what is added to each count before the log-count ratio is taken, above 0
 * @param idfPower the power of the inverse document frequency in a feature's scale, 0 for none
 * @param ratioPower the power of the log-count ratio in a feature's scale, 0 for none
 * @param cost LIBLINEAR's C, above 0: the higher, the weaker the penalty
 * @param costs another cost for some labels, by key
 * @param biasValue what the feature is worth that every text has, above 0. LIBLINEAR penalises its
 *     weight, the bias, like any other: the more it is worth, the less.
 * @param sourceValue what the feature is worth that tells a text's source in training, 0 for none:
 *     a source without natural rates has one for labels that others have at natural rates. No text
 *     has it when it is scored, so those rates do not reach the model.
 * @param tolerance when the optimiser stops, above 0
 * @param maxFeatures how many features are kept in the end, by the size of their weights
 * @param mantissaBits how many bits of each weight's mantissa are kept, 1 to 23
 */
public record TrainingSettings(
    int minDocuments,
    double smoothing,
    double idfPower,
    double ratioPower,
    double cost,
    Map<String, Double> costs,
    double biasValue,
    double sourceValue,
    double tolerance,
    int maxFeatures,
    int mantissaBits) {

  public TrainingSettings {
    costs = Recipe.inOrder(costs);
    require(minDocuments >= 1, "minDocuments", "1 or more", minDocuments);
    require(smoothing > 0, "smoothing", "above 0", smoothing);
    require(idfPower >= 0, "idfPower", "0 or more", idfPower);
    require(ratioPower >= 0, "ratioPower", "0 or more", ratioPower);
    require(cost > 0, "cost", "above 0", cost);
    require(biasValue > 0, "biasValue", "above 0", biasValue);
    require(sourceValue >= 0, "sourceValue", "0 or more", sourceValue);
    require(tolerance > 0, "tolerance", "above 0", tolerance);
    require(maxFeatures >= 1, "maxFeatures", "1 or more", maxFeatures);
    require(mantissaBits >= 1 && mantissaBits <= 23, "mantissaBits", "1 to 23", mantissaBits);
    costs.forEach(
        (key, value) -> {
          SourceSettings.requireLabel("training.costs", key);
          require(value > 0, "costs." + key, "above 0", value);
        });
  }

  /** The cost for one label. */
  public double costOf(Label label) {
    return costs.getOrDefault(label.key(), cost);
  }

  private static void require(boolean condition, String field, String expected, Number value) {
    if (!condition) {
      throw new IllegalArgumentException(
          "training.%s: %s expected, got %s".formatted(field, expected, value));
    }
  }
}
