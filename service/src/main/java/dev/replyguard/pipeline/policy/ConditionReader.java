package dev.replyguard.pipeline.policy;

import dev.replyguard.domain.policy.Action;
import dev.replyguard.domain.policy.Condition;
import dev.replyguard.domain.policy.LanguagePolicy;
import dev.replyguard.model.Label;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a condition. */
final class ConditionReader {
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

  Optional<Condition> read(PolicyNode node, Names names) {
    Map<String, PolicyNode> fields = node.object("name", "if", "verdict", "mode");
    String name = names.read(node, fields.get("name"));
    Action action = ActionReader.read(node, fields);
    PolicyNode when = fields.get("if");
    if (when == null) {
      node.missing("if");
      return Optional.empty();
    }
    return Optional.of(condition(name, when, action));
  }

  private static Condition condition(String name, PolicyNode when, Action action) {
    Map<String, PolicyNode> parts =
        when.object(
            "labels",
            "sections",
            "languages",
            "firstTime",
            "anonymous",
            "authorUrl",
            "reply",
            "links");
    if (parts.isEmpty()) {
      when.wrong("at least one thing to ask about expected");
    }
    PolicyNode links = parts.get("links");
    return new Condition(
        name,
        labels(parts.get("labels")),
        sections(parts.get("sections")),
        languages(parts.get("languages")),
        bool(parts.get("firstTime")),
        bool(parts.get("anonymous")),
        bool(parts.get("authorUrl")),
        bool(parts.get("reply")),
        links == null ? null : links.whole(1, Limits.LINKS).orElse(null),
        action);
  }

  private static Map<Label, Float> labels(@Nullable PolicyNode node) {
    Map<Label, Float> labels = new EnumMap<>(Label.class);
    if (node == null) {
      return labels;
    }
    String[] names = Label.ALL.stream().map(Label::key).toArray(String[]::new);
    Map<String, PolicyNode> fields = node.object(names);
    if (fields.isEmpty()) {
      node.wrong("at least one label expected");
    }
    fields.forEach(
        (name, value) ->
            Label.ofKey(name)
                .ifPresent(
                    label ->
                        value
                            .number(0, 1)
                            .ifPresent(
                                score ->
                                    labels.put(
                                        label, Math.max(score.floatValue(), Float.MIN_NORMAL)))));
    return labels;
  }

  private static Set<String> sections(@Nullable PolicyNode node) {
    Set<String> sections = new HashSet<>();
    if (node != null) {
      for (PolicyNode element : nonEmpty(node).list(Limits.SECTIONS)) {
        element.text(1, Limits.SECTION).ifPresent(sections::add);
      }
    }
    return sections;
  }

  private static Set<String> languages(@Nullable PolicyNode node) {
    Set<String> languages = new HashSet<>();
    if (node != null) {
      for (PolicyNode element : nonEmpty(node).list(Limits.LANGUAGES)) {
        Optional<String> language = element.text(1, Limits.NAME);
        boolean known =
            language
                .filter(
                    name ->
                        LANGUAGE.matcher(name).matches()
                            || name.equals(LanguagePolicy.UNDETERMINED))
                .isPresent();
        if (known) {
          languages.add(language.get());
        } else if (language.isPresent()) {
          element.wrong("an ISO 639-1 code such as en, or undetermined, expected");
        }
      }
    }
    return languages;
  }

  private static PolicyNode nonEmpty(PolicyNode node) {
    if (node.isEmptyList()) {
      node.wrong("at least one element expected");
    }
    return node;
  }

  private static @Nullable Boolean bool(@Nullable PolicyNode node) {
    return node == null ? null : node.bool().orElse(null);
  }
}
