package dev.replyguard.pipeline.policy;

import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.policy.PolicyDocument;
import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.pipeline.rules.DomainLists;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The thresholds that follow from a model's recommendations: hold where four of five such comments
 * deserve it, reject where nineteen of twenty do.
 *
 * <p>A label too rare for the model to reach the first precision holds where the score, being a
 * probability, says "more likely than not": a threat is not let pass for being rare.
 */
public final class RecommendedPolicy {
  private static final double HOLD_PRECISION = 0.80;
  private static final double REJECT_PRECISION = 0.95;
  private static final float MORE_LIKELY_THAN_NOT = 0.5f;

  private RecommendedPolicy() {}

  /** The thresholds, for every label. */
  public static Map<Label, LabelThresholds> thresholds(
      Map<Label, RecommendedThresholds> recommended) {
    Map<Label, LabelThresholds> thresholds = new EnumMap<>(Label.class);
    for (Label label : Label.ALL) {
      thresholds.put(
          label, thresholds(recommended.getOrDefault(label, RecommendedThresholds.NONE)));
    }
    return Collections.unmodifiableMap(thresholds);
  }

  /**
   * The policy of a site that has none of its own: these thresholds, and nothing else. The same
   * ones make the same version.
   */
  public static CompiledPolicy compile(Map<Label, LabelThresholds> thresholds, DomainLists lists) {
    StringBuilder content = new StringBuilder();
    thresholds.forEach(
        (label, chosen) ->
            content
                .append(label.key())
                .append(' ')
                .append(chosen.hold())
                .append(' ')
                .append(chosen.reject())
                .append('\n'));
    return CompiledPolicy.compile(
        PolicyVersions.ofRecommended(content.toString()),
        0,
        PolicyDocument.DEFAULTS,
        thresholds,
        lists);
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
