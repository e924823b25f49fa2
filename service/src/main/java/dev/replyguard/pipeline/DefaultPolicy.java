package dev.replyguard.pipeline;

import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.Policy;
import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import java.util.EnumMap;
import java.util.Map;

/**
 * The policy of a site that has none of its own, after the model's recommendations: hold where four
 * of five such comments deserve it, reject where nineteen of twenty do.
 *
 * <p>A label too rare for the model to reach the first precision holds where the score, being a
 * probability, says "more likely than not": a threat is not let pass for being rare.
 */
public final class DefaultPolicy {
  private static final double HOLD_PRECISION = 0.80;
  private static final double REJECT_PRECISION = 0.95;
  private static final float MORE_LIKELY_THAN_NOT = 0.5f;
  private static final int VERSION_DIGITS = 8;

  private DefaultPolicy() {}

  /** The policy for a model of those recommendations; the same ones make the same version. */
  public static Policy of(Map<Label, RecommendedThresholds> recommended) {
    Map<Label, LabelThresholds> thresholds = new EnumMap<>(Label.class);
    StringBuilder content = new StringBuilder();
    for (Label label : Label.ALL) {
      LabelThresholds chosen =
          thresholds(recommended.getOrDefault(label, RecommendedThresholds.NONE));
      thresholds.put(label, chosen);
      content.append(label.key()).append(' ').append(chosen.hold()).append(' ');
      content.append(chosen.reject()).append('\n');
    }
    String digest = SiteKeys.digest(content.toString()).substring(0, VERSION_DIGITS);
    return new Policy("default-" + digest, thresholds);
  }

  private static LabelThresholds thresholds(RecommendedThresholds recommended) {
    float never = LabelThresholds.NEVER.reject();
    float reject = recommended.at(REJECT_PRECISION).map(OperatingPoint::threshold).orElse(never);
    float hold =
        recommended
            .at(HOLD_PRECISION)
            .map(OperatingPoint::threshold)
            .orElse(Math.min(MORE_LIKELY_THAN_NOT, reject));
    // Measured on few comments, the higher precision can come out with the lower threshold.
    return new LabelThresholds(positive(Math.min(hold, reject)), positive(Math.max(hold, reject)));
  }

  private static float positive(float threshold) {
    return Math.max(threshold, Float.MIN_NORMAL);
  }
}
