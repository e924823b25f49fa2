package dev.replyguard.domain.policy;

import dev.replyguard.domain.Stage;
import dev.replyguard.model.Label;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a site decides about its moderation. It is a whole by itself: what it leaves out is as in
 * {@link #DEFAULTS}, not as in an earlier version.
 *
 * @param stages how much each of the {@link #SWITCHABLE} stages counts
 * @param thresholds the site's own thresholds; a label that is not named has those that the model
 *     recommends
 * @param sections by section of the publication, the thresholds that differ there
 * @param conditions rules over several things at once
 * @param languages what becomes of comments by their language
 * @param away what to do while a part of the service cannot be asked
 * @param rules the rules
 * @param protocols what is different in the protocols of others
 */
public record PolicyDocument(
    Map<Stage, EnforcementMode> stages,
    Map<Label, ThresholdOverride> thresholds,
    Map<String, Map<Label, ThresholdOverride>> sections,
    List<Condition> conditions,
    LanguagePolicy languages,
    AwayPolicy away,
    RulesPolicy rules,
    ProtocolsPolicy protocols) {

  /**
   * The stages that can be switched. {@link Stage#KNOWN} cannot: a site that repeats a request
   * relies on it.
   */
  public static final Set<Stage> SWITCHABLE =
      Collections.unmodifiableSet(
          EnumSet.of(Stage.LISTS, Stage.RULES, Stage.MEMORY, Stage.SCORE, Stage.POLICY));

  /** Every stage counts, thresholds are those that the model recommends, and there are no rules. */
  public static final PolicyDocument DEFAULTS =
      new PolicyDocument(
          Map.of(),
          Map.of(),
          Map.of(),
          List.of(),
          LanguagePolicy.SCORE_ALL,
          AwayPolicy.DEFAULTS,
          RulesPolicy.NONE,
          ProtocolsPolicy.DEFAULTS);

  public PolicyDocument {
    stages = copy(stages, Stage.class);
    thresholds = copy(thresholds, Label.class);
    Map<String, Map<Label, ThresholdOverride>> bySection = new TreeMap<>();
    sections.forEach((section, own) -> bySection.put(section, copy(own, Label.class)));
    sections = Collections.unmodifiableMap(bySection);
    conditions = List.copyOf(conditions);
  }

  /** How much a stage counts. */
  public EnforcementMode mode(Stage stage) {
    return stages.getOrDefault(stage, EnforcementMode.ENFORCE);
  }

  private static <K extends Enum<K>, V> Map<K, V> copy(Map<K, V> map, Class<K> type) {
    Map<K, V> copy = new EnumMap<>(type);
    copy.putAll(map);
    return Collections.unmodifiableMap(copy);
  }
}
