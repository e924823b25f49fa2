package dev.replyguard.pipeline.policy;

import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.model.Label;
import dev.replyguard.pipeline.rules.DomainLists;
import java.util.EnumMap;
import java.util.Map;

/** Policies for tests, over a model that recommends to hold from 0.6 on and to reject from 0.99. */
public final class Policies {
  /** What the model recommends. */
  public static final Map<Label, LabelThresholds> RECOMMENDED = recommended();

  private static final DomainLists LISTS = DomainLists.load(null);

  private Policies() {}

  /** The policy of that YAML, as version 1. */
  public static CompiledPolicy of(String yaml) {
    return CompiledPolicy.compile(
        PolicyVersions.of(1, yaml),
        1,
        PolicyReader.read(yaml, PolicyFormat.YAML),
        RECOMMENDED,
        LISTS);
  }

  private static Map<Label, LabelThresholds> recommended() {
    Map<Label, LabelThresholds> thresholds = new EnumMap<>(Label.class);
    Label.ALL.forEach(label -> thresholds.put(label, new LabelThresholds(0.6f, 0.99f)));
    return thresholds;
  }
}
