package dev.replyguard.training.data;

import dev.replyguard.model.Label;
import dev.replyguard.text.ScoringInput;

/**
 * One labelled comment.
 *
 * @param id as in its file
 * @param input the comment as it was written, and what is known beside it
 * @param labels for each label, in {@link Label#ALL} order, the share of raters who gave it, 0..1,
 *     or NaN where nobody was asked
 * @param fold 0 to 9, the same for equal texts
 * @param source the data set it is from
 * @param sample how it was drawn, as its file says, or empty
 * @param weight how many comments it stands for in a weighted evaluation, or NaN where its file
 *     gives none
 * @param taught for each label what a teacher model says, 0..1, or NaN where it says nothing
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier for millions of rows, never compared
public record LabelledComment(
    String id,
    ScoringInput input,
    float[] labels,
    int fold,
    String source,
    String sample,
    float weight,
    float[] taught) {

  /** A comment that no teacher says anything of. */
  public LabelledComment(
      String id,
      ScoringInput input,
      float[] labels,
      int fold,
      String source,
      String sample,
      float weight) {
    this(id, input, labels, fold, source, sample, weight, TeacherAnswers.unknown());
  }

  /** A comment of which only the text is known. */
  public LabelledComment(
      String id,
      String text,
      float[] labels,
      int fold,
      String source,
      String sample,
      float weight) {
    this(id, ScoringInput.of(text), labels, fold, source, sample, weight);
  }

  /** From this share of raters on a comment counts as one that deserves the label. */
  public static final float POSITIVE = 0.5f;

  /** The same, a teacher saying {@code answer} of it. */
  public LabelledComment taughtBy(float[] answer) {
    return new LabelledComment(id, input, labels, fold, source, sample, weight, answer);
  }

  /** The comment as it was written. */
  public String text() {
    return input.text();
  }

  /** Whether somebody was asked about {@code label}. */
  public boolean isLabelled(Label label) {
    return !Float.isNaN(labels[label.index()]);
  }

  /** Whether at least half of those asked gave {@code label}; false where nobody was asked. */
  public boolean isPositive(Label label) {
    return labels[label.index()] >= POSITIVE;
  }

  /** Whether somebody was asked about some label, and nobody gave any. */
  public boolean isClean() {
    return isClean(labels, 0);
  }

  /**
   * Whether somebody was asked about one of the labels in {@code labels}, and nobody gave any.
   *
   * @param from where the value of the first label stands; the others follow
   */
  public static boolean isClean(float[] labels, int from) {
    boolean asked = false;
    for (int i = from; i < from + Label.ALL.size(); i++) {
      if (labels[i] > 0) {
        return false;
      }
      asked |= labels[i] == 0;
    }
    return asked;
  }
}
