package dev.replyguard.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One comment's calibrated probability for every {@link Label} that its model knows; immutable.
 *
 * <p>A label that the model does not know has no score, which is another thing than 0: see {@link
 * #has}.
 */
public final class Scores {
  private final float[] values;

  private Scores(float[] values) {
    this.values = values;
  }

  /**
   * Copies {@code values}, one probability a label in {@link Label#ALL} order.
   *
   * @throws IllegalArgumentException when the length is not the number of labels, or a value is
   *     outside 0..1 or not a number
   */
  public static Scores of(float... values) {
    if (values.length != Label.ALL.size()) {
      throw new IllegalArgumentException(
          "scores: " + Label.ALL.size() + " values expected, one a label, got " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      checked(Label.ALL.get(i), values[i]);
    }
    return new Scores(values.clone());
  }

  /**
   * The scores of a model that knows some of the labels.
   *
   * @throws IllegalArgumentException when a value is outside 0..1 or not a number
   */
  public static Scores partial(Map<Label, Float> known) {
    float[] values = new float[Label.ALL.size()];
    Arrays.fill(values, Float.NaN);
    known.forEach((label, value) -> values[label.index()] = checked(label, value));
    return new Scores(values);
  }

  /** Whether the model knows {@code label}. */
  public boolean has(Label label) {
    return !Float.isNaN(values[label.index()]);
  }

  /**
   * The probability, 0..1, that {@code label} applies; not a number, which reaches no threshold,
   * where the model does not know the label.
   */
  public float get(Label label) {
    return values[label.index()];
  }

  /** The scores by label key, in label order, of the labels that the model knows. */
  public Map<String, Float> asMap() {
    Map<String, Float> map = new LinkedHashMap<>();
    for (Label label : Label.ALL) {
      if (has(label)) {
        map.put(label.key(), get(label));
      }
    }
    return map;
  }

  private static float checked(Label label, float value) {
    if (!(value >= 0f && value <= 1f)) {
      throw new IllegalArgumentException(
          "scores." + label.key() + ": must be within 0..1, is " + value);
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scores that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return asMap().toString();
  }
}
