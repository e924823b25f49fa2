package dev.replyguard.pipeline.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Match.Field;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.policy.PatternRule;
import dev.replyguard.text.NormalizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All regular expressions of a policy, run by RE2/J: in time linear in the text's length. */
final class PatternRules implements Rule {
  // Measured, see docs/policy.md.
  private static final int NANOS_A_UNIT = 250;

  private final List<Compiled> rules;

  private record Compiled(PatternRule rule, Pattern pattern) {}

  PatternRules(List<PatternRule> all) {
    rules =
        all.stream()
            .map(rule -> new Compiled(rule, compile(rule.regex(), rule.caseSensitive())))
            .toList();
  }

  /** What is wrong with a regular expression; empty where nothing is. */
  static Optional<String> complaint(String regex) {
    if (RegexSize.estimate(regex) > RegexSize.MAX) {
      return Optional.of(
          "repeats too much: written out, more than " + RegexSize.MAX + " characters");
    }
    try {
      return compile(regex, false).matches("")
          ? Optional.of("a pattern expected that does not match the empty text")
          : Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("a regular expression as RE2 has it expected: " + e.getDescription());
    }
  }

  private static Pattern compile(String regex, boolean caseSensitive) {
    return Pattern.compile(regex, caseSensitive ? 0 : Pattern.CASE_INSENSITIVE);
  }

  @Override
  public long estimatedNanos(int length) {
    return (long) length * rules.size() * NANOS_A_UNIT;
  }

  @Override
  public List<Reason> examine(CommentView comment) {
    List<Reason> reasons = new ArrayList<>();
    for (Compiled rule : rules) {
      List<Match> matches = find(rule, comment);
      if (!matches.isEmpty()) {
        reasons.add(
            Reasons.of(
                "patterns." + rule.rule().name(),
                rule.rule().action(),
                "Pattern "
                    + rule.rule().name()
                    + ": "
                    + Reasons.count(matches.size(), "match", "matches"),
                matches));
      }
    }
    return reasons;
  }

  private static List<Match> find(Compiled rule, CommentView comment) {
    Field field = rule.rule().field();
    if (comment.text(field).isEmpty()) {
      return List.of();
    }
    NormalizedText normalized = rule.rule().normalized() ? comment.normalized(field) : null;
    Matcher matcher =
        rule.pattern().matcher(normalized == null ? comment.text(field) : normalized.toString());
    List<Match> matches = new ArrayList<>();
    while (matches.size() < Reasons.MAX_MATCHES && matcher.find()) {
      if (matcher.end() > matcher.start()) {
        matches.add(
            normalized == null
                ? comment.match(field, matcher.start(), matcher.end())
                : comment.match(
                    field, normalized.start(matcher.start()), normalized.end(matcher.end() - 1)));
      }
    }
    return matches;
  }
}
