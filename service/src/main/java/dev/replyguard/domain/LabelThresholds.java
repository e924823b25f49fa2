package dev.replyguard.domain;

/**
 * From which score on a label has consequences. A value above 1 is never reached.
 *
 * @param hold the lowest score that holds a comment, above 0
 * @param reject the lowest score that rejects it, at least {@code hold}
 */
public record LabelThresholds(float hold, float reject) {

  /** Thresholds that no score reaches. */
  public static final LabelThresholds NEVER = new LabelThresholds(2f, 2f);

  public LabelThresholds {
    if (!(hold > 0f)) {
      throw new IllegalArgumentException("hold: must be above 0, is " + hold);
    }
    if (!(reject >= hold)) {
      throw new IllegalArgumentException(
          "reject: must be at least hold (" + hold + "), is " + reject);
    }
  }
}
