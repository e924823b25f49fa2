package dev.replyguard.training.measuring;

/**
 * A comment that a model is far off about.
 *
 * @param dataset where it is from
 * @param id its row
 * @param label the label's key
 * @param score the model's, 0..1
 * @param positive whether the comment deserves the label
 * @param text as it was written: never for logs
 */
public record Mistake(
    String dataset, String id, String label, float score, boolean positive, String text) {
  /** Without the text, which must not get into a log. */
  @Override
  public String toString() {
    return "Mistake[%s %s, %s %s]".formatted(dataset, id, label, score);
  }
}
