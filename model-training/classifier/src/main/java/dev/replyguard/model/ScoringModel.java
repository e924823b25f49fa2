package dev.replyguard.model;

import dev.replyguard.text.ScoringInput;
import java.util.Set;

/**
 * What scores comments. Thread-safe. Any string can be scored.
 *
 * <p>The linear kind, {@link CommentClassifier}, takes microseconds, so that an event loop may call
 * it, knows every label and explains its scores. The other, {@link OnnxClassifier}, is run by a
 * native library, takes milliseconds, may know fewer labels and gives no explanation. The third,
 * {@link StackedClassifier}, is both together.
 */
public sealed interface ScoringModel extends AutoCloseable
    permits CommentClassifier, OnnxClassifier, StackedClassifier {

  /** The model's version, {@link Bundle#version()}. */
  String version();

  /** What the model is. */
  ModelCard card();

  /** The labels that the model knows, at least one; it has no score for others. */
  Set<Label> labels();

  /**
   * Whether scoring even one short text keeps its thread for milliseconds: then it must not be
   * called on an event loop.
   */
  boolean isBlocking();

  /** Whether {@link #explain} can say what each word adds to a score. */
  boolean explains();

  /**
   * All that the scores of {@code input} depend on: inputs with the same key have the same scores.
   * Never blocks. Meant for caches.
   */
  String scoringKey(ScoringInput input);

  /** {@link #scoringKey(ScoringInput)} of a text alone. */
  default String scoringKey(String text) {
    return scoringKey(ScoringInput.of(text));
  }

  /** The calibrated probability for {@code input} of every label that the model knows. */
  Scores score(ScoringInput input);

  /** The calibrated probability for a text alone of every label that the model knows. */
  default Scores score(String text) {
    return score(ScoringInput.of(text));
  }

  /**
   * Every label's log-odds for {@code input} before calibration, in label order; not a number where
   * the model does not know the label.
   */
  double[] logits(ScoringInput input);

  /**
   * Why {@code input} gets its scores.
   *
   * @throws UnsupportedOperationException where the model does not {@linkplain #explains explain}
   */
  Explanation explain(ScoringInput input);

  /** {@link #explain(ScoringInput)} of a text alone. */
  default Explanation explain(String text) {
    return explain(ScoringInput.of(text));
  }

  /**
   * Frees what the model holds outside the heap, once what is being scored is done; nothing can be
   * scored afterwards. Closing again does nothing.
   */
  @Override
  void close();
}
