package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.recipe.SourceSettings;

/**
 * A labelled comment as training needs it: its features instead of its text. A view of {@link
 * FeatureRows}, so that it costs no more than its object. Immutable.
 */
public final class Instance {
  private final FeatureRows rows;
  private final int row;
  private final int start;
  private final SourceSettings source;

  /** The comment in {@code row} of {@code rows}. */
  Instance(FeatureRows rows, int row, SourceSettings source) {
    this.rows = rows;
    this.row = row;
    this.start = rows.start(row);
    this.source = source;
  }

  /**
   * A comment by itself.
   *
   * @param buckets of its features, strictly rising
   * @param values what each feature is worth
   * @param labels as {@link LabelledComment#labels()}
   * @param fold 0 to 9
   * @param source where it is from
   */
  public static Instance of(
      int[] buckets, float[] values, float[] labels, int fold, SourceSettings source) {
    return new Instance(
        new FeatureRows(
            new int[] {buckets.length},
            buckets.clone(),
            values.clone(),
            labels.clone(),
            new byte[] {(byte) fold}),
        0,
        source);
  }

  /** How many features the comment has. */
  public int size() {
    return rows.end(row) - start;
  }

  /** The bucket of a feature, by the order of buckets, which rises strictly. */
  public int bucket(int index) {
    return rows.bucket(start + index);
  }

  /** What a feature is worth. */
  public float value(int index) {
    return rows.value(start + index);
  }

  /** 0 to 9. */
  public int fold() {
    return rows.fold(row);
  }

  /** Where the comment is from. */
  public SourceSettings source() {
    return source;
  }

  /** How much this row counts in training for {@code label}; 0 where it is left out. */
  public double trainingWeight(Label label) {
    return source.trainingWeight(label, rows.share(row, label.index()), isClean());
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
    return rows.share(row, label.index()) >= LabelledComment.POSITIVE;
  }

  /** Whether somebody was asked about some label, and nobody gave any. */
  public boolean isClean() {
    return rows.isClean(row);
  }
}
