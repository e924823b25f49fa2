package dev.replyguard.domain;

import dev.replyguard.model.Label;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a site turns scores into verdicts.
 *
 * @param version names this state of the policy; part of the key under which decisions are cached
 * @param thresholds by label; a label that is not named has no consequences
 */
public record Policy(String version, Map<Label, LabelThresholds> thresholds) {

  public Policy {
    Map<Label, LabelThresholds> copy = new EnumMap<>(Label.class);
    copy.putAll(thresholds);
    thresholds = Collections.unmodifiableMap(copy);
  }

  /** The thresholds of {@code label}, {@link LabelThresholds#NEVER} where it is not named. */
  public LabelThresholds of(Label label) {
    return thresholds.getOrDefault(label, LabelThresholds.NEVER);
  }
}
