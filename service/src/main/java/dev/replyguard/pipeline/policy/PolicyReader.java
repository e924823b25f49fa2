package dev.replyguard.pipeline.policy;

import dev.replyguard.domain.Stage;
import dev.replyguard.domain.policy.AwayPolicy;
import dev.replyguard.domain.policy.AwayPolicy.Fallback;
import dev.replyguard.domain.policy.Condition;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.domain.policy.LanguagePolicy;
import dev.replyguard.domain.policy.LanguagePolicy.Treatment;
import dev.replyguard.domain.policy.PolicyDocument;
import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.domain.policy.RulesPolicy;
import dev.replyguard.domain.policy.ThresholdOverride;
import dev.replyguard.model.Label;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy document and checks all of it: what it accepts can be compiled. Not for an event
 * loop: a document may have a million characters.
 */
public final class PolicyReader {
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
  private static final String NEVER = "never";

  private final Violations violations = new Violations();

  private PolicyReader() {}

  /**
   * Reads a document.
   *
   * @throws InvalidPolicyException naming every field that is wrong
   */
  public static PolicyDocument read(String source, PolicyFormat format) {
    return read(PolicyTree.parse(source, format));
  }

  /** As the other, of a document that has been parsed. */
  public static PolicyDocument read(Map<String, Object> tree) {
    PolicyReader reader = new PolicyReader();
    PolicyDocument document = reader.document(new PolicyNode("", tree, reader.violations));
    reader.violations.throwIfAny();
    return document;
  }

  private PolicyDocument document(PolicyNode root) {
    Map<String, PolicyNode> fields =
        root.object(
            "stages",
            "thresholds",
            "sections",
            "conditions",
            "languages",
            "away",
            "rules",
            "protocols");
    PolicyNode rules = fields.get("rules");
    return new PolicyDocument(
        stages(fields.get("stages")),
        thresholds(fields.get("thresholds")),
        sections(fields.get("sections")),
        conditions(fields.get("conditions")),
        languages(fields.get("languages")),
        away(fields.get("away")),
        rules == null ? RulesPolicy.NONE : new RulesReader().read(rules),
        ProtocolsReader.read(fields.get("protocols")));
  }

  private static Map<Stage, EnforcementMode> stages(@Nullable PolicyNode node) {
    Map<Stage, EnforcementMode> stages = new EnumMap<>(Stage.class);
    if (node == null) {
      return stages;
    }
    String[] names = PolicyDocument.SWITCHABLE.stream().map(Stage::key).toArray(String[]::new);
    Map<String, PolicyNode> fields = node.object(names);
    for (Stage stage : PolicyDocument.SWITCHABLE) {
      PolicyNode mode = fields.get(stage.key());
      if (mode != null) {
        ActionReader.mode(mode).ifPresent(value -> stages.put(stage, value));
      }
    }
    return stages;
  }

  private static Map<Label, ThresholdOverride> thresholds(@Nullable PolicyNode node) {
    Map<Label, ThresholdOverride> thresholds = new EnumMap<>(Label.class);
    if (node == null) {
      return thresholds;
    }
    String[] names = Label.ALL.stream().map(Label::key).toArray(String[]::new);
    node.object(names)
        .forEach(
            (name, value) ->
                Label.ofKey(name)
                    .ifPresent(
                        label ->
                            threshold(value)
                                .ifPresent(override -> thresholds.put(label, override))));
    return thresholds;
  }

  private static Optional<ThresholdOverride> threshold(PolicyNode node) {
    Map<String, PolicyNode> fields = node.object("hold", "reject");
    Float hold = score(fields.get("hold"));
    Float reject = score(fields.get("reject"));
    if (hold != null && reject != null && reject < hold) {
      node.wrong("reject: at least hold expected");
      return Optional.empty();
    }
    return Optional.of(new ThresholdOverride(hold, reject));
  }

  private static @Nullable Float score(@Nullable PolicyNode node) {
    if (node == null) {
      return null;
    }
    return node.is(NEVER)
        ? Float.valueOf(ThresholdOverride.NEVER)
        : node.number(0, 1).map(PolicyReader::toFloat).orElse(null);
  }

  /** Never 0, which every score reaches. */
  private static Float toFloat(Double number) {
    return Math.max(number.floatValue(), Float.MIN_NORMAL);
  }

  private static Map<String, Map<Label, ThresholdOverride>> sections(@Nullable PolicyNode node) {
    Map<String, Map<Label, ThresholdOverride>> sections = new TreeMap<>();
    if (node == null) {
      return sections;
    }
    Map<String, PolicyNode> fields = node.fields();
    if (fields.size() > Limits.SECTIONS) {
      node.wrong("at most " + Limits.SECTIONS + " sections expected, got " + fields.size());
    }
    fields.forEach(
        (section, value) -> {
          if (section.isEmpty() || section.codePointCount(0, section.length()) > Limits.SECTION) {
            value.wrong("a name of 1 to " + Limits.SECTION + " characters expected");
          }
          Map<String, PolicyNode> own = value.object("thresholds");
          sections.put(section, thresholds(own.get("thresholds")));
        });
    return sections;
  }

  private static List<Condition> conditions(@Nullable PolicyNode node) {
    List<Condition> conditions = new ArrayList<>();
    if (node == null) {
      return conditions;
    }
    Names names = new Names();
    for (PolicyNode element : node.list(Limits.CONDITIONS)) {
      new ConditionReader().read(element, names).ifPresent(conditions::add);
    }
    return conditions;
  }

  private static LanguagePolicy languages(@Nullable PolicyNode node) {
    if (node == null) {
      return LanguagePolicy.SCORE_ALL;
    }
    Map<String, Treatment> named = new HashMap<>();
    Map<String, PolicyNode> fields = node.fields();
    if (fields.size() > Limits.LANGUAGES) {
      node.wrong("at most " + Limits.LANGUAGES + " languages expected, got " + fields.size());
    }
    fields.forEach(
        (name, value) -> {
          boolean isCode = LANGUAGE.matcher(name).matches();
          if (!isCode
              && !name.equals(LanguagePolicy.OTHER)
              && !name.equals(LanguagePolicy.UNDETERMINED)) {
            value.wrong("an ISO 639-1 code such as en, other or undetermined expected as its name");
          }
          Optional<Treatment> treatment = value.oneOf(List.of(Treatment.values()), Treatment::key);
          treatment.ifPresent(known -> named.put(name, known));
        });
    Treatment other = named.getOrDefault(LanguagePolicy.OTHER, Treatment.SCORE);
    Treatment undetermined = named.getOrDefault(LanguagePolicy.UNDETERMINED, Treatment.SCORE);
    named.keySet().removeAll(List.of(LanguagePolicy.OTHER, LanguagePolicy.UNDETERMINED));
    return new LanguagePolicy(named, other, undetermined);
  }

  private static AwayPolicy away(@Nullable PolicyNode node) {
    if (node == null) {
      return AwayPolicy.DEFAULTS;
    }
    Map<String, PolicyNode> fields = node.object("store", "model");
    return new AwayPolicy(
        fallback(
            fields.get("store"),
            List.of(Fallback.OPEN, Fallback.HOLD),
            AwayPolicy.DEFAULTS.store()),
        fallback(fields.get("model"), List.of(Fallback.values()), AwayPolicy.DEFAULTS.model()));
  }

  private static Fallback fallback(
      @Nullable PolicyNode node, List<Fallback> choices, Fallback otherwise) {
    return node == null ? otherwise : node.oneOf(choices, Fallback::key).orElse(otherwise);
  }
}
