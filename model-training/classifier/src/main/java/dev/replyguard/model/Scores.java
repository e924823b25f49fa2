package dev.replyguard.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One comment's calibrated probability for every {@link Label}; immutable. */
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
      if (!(values[i] >= 0f && values[i] <= 1f)) {
        throw new IllegalArgumentException(
            "scores." + Label.ALL.get(i).key() + ": must be within 0..1, is " + values[i]);
      }
    }
    return new Scores(values.clone());
  }

  /** The probability, 0..1, that {@code label} applies. */
  public float get(Label label) {
    return values[label.index()];
  }

  /** The scores by label key, in label order. */
  public Map<String, Float> asMap() {
    Map<String, Float> map = new LinkedHashMap<>();
    for (Label label : Label.ALL) {
      map.put(label.key(), get(label));
    }
    return map;
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
