package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.recipe.SourceSettings;

/**
 * A labelled comment as training needs it: its features instead of its text.
 *
 * @param features buckets, or after {@link FeatureSpace#project} feature numbers, strictly rising
 * @param values what each feature is worth
 * @param labels as {@link LabelledComment#labels()}
 * @param fold 0 to 9
 * @param source where it is from
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier for millions of rows, never compared
public record Instance(
    int[] features, float[] values, float[] labels, int fold, SourceSettings source) {

  /** How much this row counts in training for {@code label}; 0 where it is left out. */
  public double trainingWeight(Label label) {
    double weight;
    if (Float.isNaN(labels[label.index()])) {
      weight = isClean() ? source.assumedWeightOf(label) : 0;
    } else if (isPositive(label) && source.isNegativesOnly(label)) {
      weight = 0;
    } else {
      weight = source.weightOf(label);
    }
    return weight;
  }

  /**
   * How many comments this row stands for where the rates of positives should be natural; 0 where
   * it says nothing about {@code label}, or its source is not natural.
   */
  public double naturalWeight(Label label) {
    boolean counts = source.natural() == SourceSettings.Natural.ALL && trainingWeight(label) > 0;
    return counts ? (isClean() ? source.cleanWeight() : 1) : 0;
  }

  /** Whether at least half of those asked gave {@code label}; false where nobody was asked. */
  public boolean isPositive(Label label) {
    return labels[label.index()] >= LabelledComment.POSITIVE;
  }

  /** Whether somebody was asked about some label, and nobody gave any. */
  public boolean isClean() {
    return LabelledComment.isClean(labels);
  }
}
