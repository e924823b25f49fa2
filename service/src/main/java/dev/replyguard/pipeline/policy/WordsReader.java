package dev.replyguard.pipeline.policy;

import dev.replyguard.domain.Match.Field;
import dev.replyguard.domain.policy.PatternRule;
import dev.replyguard.domain.policy.WordList;
import dev.replyguard.pipeline.rules.RuleSyntax;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads word lists, their exceptions, and regular expressions. For one document. */
final class WordsReader {
  private static final List<Field> FIELDS =
      List.of(Field.TEXT, Field.AUTHOR_NAME, Field.AUTHOR_URL);

  private int entries;
  private int shapes;

  /** Word lists. */
  List<WordList> lists(@Nullable PolicyNode node) {
    List<WordList> lists = new ArrayList<>();
    if (node == null) {
      return lists;
    }
    Names names = new Names();
    for (PolicyNode element : node.list(Limits.WORD_LISTS)) {
      Map<String, PolicyNode> fields =
          element.object("name", "words", "except", "in", "disguised", "verdict", "mode");
      PolicyNode words = fields.get("words");
      if (words == null) {
        element.missing("words");
      }
      PolicyNode disguised = fields.get("disguised");
      lists.add(
          new WordList(
              names.read(element, fields.get("name")),
              entries(words),
              entries(fields.get("except")),
              fields(fields.get("in")),
              disguised == null || disguised.bool().orElse(true),
              ActionReader.read(element, fields)));
    }
    return lists;
  }

  /** Words and phrases; none where there is no such field. */
  List<String> entries(@Nullable PolicyNode node) {
    List<String> words = new ArrayList<>();
    if (node == null) {
      return words;
    }
    for (PolicyNode element : node.list(Limits.WORDS)) {
      element.text(1, Limits.WORD).filter(word -> isEntry(element, word)).ifPresent(words::add);
    }
    return words;
  }

  private boolean isEntry(PolicyNode element, String word) {
    int wildcards = RuleSyntax.wildcards(word);
    if (wildcards > Limits.WILDCARDS) {
      element.wrong("at most " + Limits.WILDCARDS + " wildcards expected, got " + wildcards);
      return false;
    }
    if (++entries == Limits.ALL_WORDS + 1) {
      element.wrong("at most " + Limits.ALL_WORDS + " entries in all lists together expected");
    }
    if (wildcards > 0 && ++shapes == Limits.ALL_SHAPES + 1) {
      element.wrong(
          "at most " + Limits.ALL_SHAPES + " entries with wildcards in all lists expected");
    }
    Optional<String> complaint = RuleSyntax.complaintAboutWord(word);
    complaint.ifPresent(element::wrong);
    return complaint.isEmpty();
  }

  private static Set<Field> fields(@Nullable PolicyNode node) {
    Set<Field> fields = EnumSet.noneOf(Field.class);
    if (node == null) {
      return EnumSet.of(Field.TEXT);
    }
    for (PolicyNode element : node.list(FIELDS.size())) {
      element.oneOf(FIELDS, Field::key).ifPresent(fields::add);
    }
    if (fields.isEmpty()) {
      node.wrong("at least one of text, author.name and author.url expected");
      return EnumSet.of(Field.TEXT);
    }
    return fields;
  }

  /** Regular expressions. */
  List<PatternRule> patterns(@Nullable PolicyNode node) {
    List<PatternRule> patterns = new ArrayList<>();
    if (node == null) {
      return patterns;
    }
    Names names = new Names();
    for (PolicyNode element : node.list(Limits.PATTERNS)) {
      Map<String, PolicyNode> fields =
          element.object("name", "regex", "in", "normalized", "caseSensitive", "verdict", "mode");
      PolicyNode regex = fields.get("regex");
      if (regex == null) {
        element.missing("regex");
      }
      String name = names.read(element, fields.get("name"));
      Field field = field(fields.get("in"));
      boolean normalized = isTrue(fields.get("normalized"));
      boolean caseSensitive = isTrue(fields.get("caseSensitive"));
      var action = ActionReader.read(element, fields);
      regex(regex)
          .ifPresent(
              pattern ->
                  patterns.add(
                      new PatternRule(name, pattern, field, normalized, caseSensitive, action)));
    }
    return patterns;
  }

  private static Optional<String> regex(@Nullable PolicyNode node) {
    if (node == null) {
      return Optional.empty();
    }
    Optional<String> regex = node.text(1, Limits.REGEX);
    Optional<String> complaint = regex.flatMap(RuleSyntax::complaintAboutRegex);
    complaint.ifPresent(node::wrong);
    return complaint.isPresent() ? Optional.empty() : regex;
  }

  private static Field field(@Nullable PolicyNode node) {
    return node == null ? Field.TEXT : node.oneOf(FIELDS, Field::key).orElse(Field.TEXT);
  }

  private static boolean isTrue(@Nullable PolicyNode node) {
    return node != null && node.bool().orElse(false);
  }
}
