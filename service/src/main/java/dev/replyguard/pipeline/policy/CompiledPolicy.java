package dev.replyguard.pipeline.policy;

import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.policy.Condition;
import dev.replyguard.domain.policy.CountRule;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.domain.policy.PolicyDocument;
import dev.replyguard.domain.policy.RulesPolicy;
import dev.replyguard.domain.policy.ThresholdOverride;
import dev.replyguard.model.Label;
import dev.replyguard.pipeline.rules.ActiveRules;
import dev.replyguard.pipeline.rules.DomainLists;
import dev.replyguard.pipeline.rules.RuleSet;
import dev.replyguard.store.Questions;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy as the stages use it: thresholds worked out, rules compiled. Made once a version;
 * immutable and safe for use by many threads.
 */
public final class CompiledPolicy {
  private static final int FIRST_TIME = 1;

  private final String version;
  private final int number;
  private final PolicyDocument document;
  private final Map<Label, LabelThresholds> thresholds;
  private final Map<String, Map<Label, LabelThresholds>> sections;
  private final List<Condition> conditions;
  private final RuleSet rules;
  private final Questions questions;

  private CompiledPolicy(
      String version,
      int number,
      PolicyDocument document,
      Map<Label, LabelThresholds> recommended,
      DomainLists lists) {
    this.version = version;
    this.number = number;
    this.document = document;
    this.thresholds = over(recommended, document.thresholds());
    Map<String, Map<Label, LabelThresholds>> bySection = new HashMap<>();
    document.sections().forEach((name, own) -> bySection.put(name, over(thresholds, own)));
    this.sections = Map.copyOf(bySection);
    this.conditions =
        document.conditions().stream()
            .filter(condition -> condition.action().mode() != EnforcementMode.OFF)
            .toList();
    boolean ruled = mode(Stage.RULES) != EnforcementMode.OFF;
    RulesPolicy active = ruled ? document.rules() : RulesPolicy.NONE;
    this.rules = RuleSet.compile(active, lists);
    this.questions = questions(ActiveRules.of(active));
  }

  /**
   * Compiles a document, which takes as long as its word lists are.
   *
   * @param version names this state of the policy in every decision
   * @param number the version's number, 0 where the site has no policy of its own
   * @param recommended the thresholds that the model recommends, for every label
   * @param lists the domains that hold for all sites
   */
  public static CompiledPolicy compile(
      String version,
      int number,
      PolicyDocument document,
      Map<Label, LabelThresholds> recommended,
      DomainLists lists) {
    return new CompiledPolicy(version, number, document, recommended, lists);
  }

  /** Names this state of the policy in every decision. */
  public String version() {
    return version;
  }

  /** The version's number, 0 where the site has no policy of its own. */
  public int number() {
    return number;
  }

  /** What was compiled. */
  public PolicyDocument document() {
    return document;
  }

  /** How much a stage counts. */
  public EnforcementMode mode(Stage stage) {
    return document.mode(stage);
  }

  /** The thresholds of {@code label} in that section of the publication, or outside of any. */
  public LabelThresholds thresholds(@Nullable String section, Label label) {
    Map<Label, LabelThresholds> own = section == null ? null : sections.get(section);
    return (own == null ? thresholds : own).getOrDefault(label, LabelThresholds.NEVER);
  }

  /** The conditions that are enforced or tried out. */
  public List<Condition> conditions() {
    return conditions;
  }

  /** The rules. */
  public RuleSet rules() {
    return rules;
  }

  /** What has to be asked of the store. */
  public Questions questions() {
    return questions;
  }

  /** Until how many approved comments an author is a first-time commenter. */
  public int firstTimeLimit() {
    CountRule rule = document.rules().firstTime();
    return rule == null ? FIRST_TIME : rule.limit();
  }

  private Questions questions(RulesPolicy active) {
    boolean asked =
        mode(Stage.POLICY) != EnforcementMode.OFF
            && conditions.stream().anyMatch(condition -> condition.firstTime() != null);
    int approved = asked || active.firstTime() != null ? firstTimeLimit() : 0;
    return new Questions(approved, active.flood(), active.duplicate());
  }

  private static Map<Label, LabelThresholds> over(
      Map<Label, LabelThresholds> base, Map<Label, ThresholdOverride> own) {
    Map<Label, LabelThresholds> all = new EnumMap<>(Label.class);
    for (Label label : Label.ALL) {
      LabelThresholds from = base.getOrDefault(label, LabelThresholds.NEVER);
      ThresholdOverride override = own.get(label);
      all.put(label, override == null ? from : override.over(from));
    }
    return Collections.unmodifiableMap(all);
  }
}
