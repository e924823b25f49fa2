package dev.replyguard.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a text is scored as it is. For every label, {@code bias} and the weights of all contributions
 * add up to {@code logit}: the model is linear, so what each word adds is exact. What an ONNX model
 * adds beside it is one contribution of the comment as a whole.
 *
 * @param model the model's version
 * @param labels one for each label, in label order
 */
public record Explanation(String model, List<LabelExplanation> labels) {

  /**
   * One label's part.
   *
   * @param label the label
   * @param score the calibrated probability, 0..1
   * @param logit the model's log-odds before calibration
   * @param bias the log-odds of a text without features
   * @param contributions what the words add, the weightiest first, whatever its sign
   */
  public record LabelExplanation(
      Label label, float score, double logit, double bias, List<Contribution> contributions) {
    public LabelExplanation {
      contributions = List.copyOf(contributions);
    }
  }

  /**
   * What one word, one run of symbols, or one feature of structure adds.
   *
   * @param start where it starts in the original text, in UTF-16 units
   * @param end where it ends, exclusive; from 0 to the text's length where it is the comment as a
   *     whole that speaks, by its length or by its author's name for two
   * @param feature what the feature of structure is, such as "2 links"; null for a word
   * @param normalized what the model read there, where that is not what is written there: in small
   *     letters, a disguise undone
   * @param weight log-odds: above 0 where it speaks for the label, below where against
   */
  public record Contribution(
      int start, int end, @Nullable String feature, @Nullable String normalized, double weight) {
    /** A word that was read as it is written. */
    public Contribution(int start, int end, double weight) {
      this(start, end, null, null, weight);
    }
  }

  public Explanation {
    labels = List.copyOf(labels);
  }

  /** The part of {@code label}. */
  public LabelExplanation of(Label label) {
    return labels.get(label.index());
  }

  /** All labels' scores, the same that scoring gives. */
  public Scores scores() {
    float[] values = new float[labels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = labels.get(i).score();
    }
    return Scores.of(values);
  }
}
