package dev.replyguard.pipeline.policy;

import dev.replyguard.domain.policy.Action;
import dev.replyguard.domain.policy.ClosedArticleRule;
import dev.replyguard.domain.policy.CountRule;
import dev.replyguard.domain.policy.DisposableEmailRule;
import dev.replyguard.domain.policy.DuplicateRule;
import dev.replyguard.domain.policy.FloodRule;
import dev.replyguard.domain.policy.FloodRules;
import dev.replyguard.domain.policy.LengthRules;
import dev.replyguard.domain.policy.LinkRules;
import dev.replyguard.domain.policy.RulesPolicy;
import dev.replyguard.domain.policy.TypingRule;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a policy. For one document. */
final class RulesReader {
  private static final int DEFAULT_DUPLICATE_CHARACTERS = 20;

  private final WordsReader words = new WordsReader();
  private final DomainsReader domains = new DomainsReader();

  RulesPolicy read(PolicyNode node) {
    Map<String, PolicyNode> fields =
        node.object(
            "exceptions",
            "words",
            "patterns",
            "links",
            "authorUrl",
            "firstTime",
            "honeypot",
            "typing",
            "closedArticles",
            "length",
            "flood",
            "duplicate",
            "disposableEmail");
    return new RulesPolicy(
        words.entries(fields.get("exceptions")),
        words.lists(fields.get("words")),
        words.patterns(fields.get("patterns")),
        links(fields.get("links")),
        action(fields.get("authorUrl")),
        count(fields.get("firstTime"), "approved", 1, Limits.APPROVED),
        action(fields.get("honeypot")),
        typing(fields.get("typing")),
        closedArticles(fields.get("closedArticles")),
        length(fields.get("length")),
        flood(fields.get("flood")),
        duplicate(fields.get("duplicate")),
        disposable(fields.get("disposableEmail")));
  }

  /** Reads a rule with some fields beside those of its action. */
  private static <T> @Nullable T rule(
      @Nullable PolicyNode node,
      List<String> fields,
      BiFunction<Map<String, PolicyNode>, Action, T> reader) {
    if (node == null) {
      return null;
    }
    String[] known = new String[fields.size() + 2];
    fields.toArray(known);
    known[fields.size()] = "verdict";
    known[fields.size() + 1] = "mode";
    Map<String, PolicyNode> read = node.object(known);
    return reader.apply(read, ActionReader.read(node, read));
  }

  private static @Nullable Action action(@Nullable PolicyNode node) {
    return rule(node, List.of(), (fields, action) -> action);
  }

  private static @Nullable CountRule count(
      @Nullable PolicyNode node, String field, int min, int max) {
    return rule(
        node,
        List.of(field),
        (fields, action) -> new CountRule(whole(node, fields, field, min, max), action));
  }

  private static int whole(
      @Nullable PolicyNode owner, Map<String, PolicyNode> fields, String field, int min, int max) {
    PolicyNode node = fields.get(field);
    if (node == null) {
      if (owner != null) {
        owner.missing(field);
      }
      return min;
    }
    return node.whole(min, max).orElse(min);
  }

  private LinkRules links(@Nullable PolicyNode node) {
    if (node == null) {
      return LinkRules.NONE;
    }
    Map<String, PolicyNode> fields =
        node.object("allowed", "max", "denied", "others", "shorteners");
    return new LinkRules(
        domains.read(fields.get("allowed")),
        count(fields.get("max"), "links", 0, Limits.LINKS),
        domains.rule(fields.get("denied"), true),
        action(fields.get("others")),
        domains.rule(fields.get("shorteners"), false));
  }

  private static @Nullable TypingRule typing(@Nullable PolicyNode node) {
    return rule(
        node,
        List.of("minSeconds"),
        (fields, action) ->
            new TypingRule(
                Duration.ofSeconds(whole(node, fields, "minSeconds", 1, Limits.TYPING_SECONDS)),
                action));
  }

  private static @Nullable ClosedArticleRule closedArticles(@Nullable PolicyNode node) {
    return rule(
        node,
        List.of("afterDays", "articles"),
        (fields, action) -> {
          PolicyNode days = fields.get("afterDays");
          return new ClosedArticleRule(
              days == null ? null : days.whole(1, Limits.DAYS).orElse(null),
              articles(fields.get("articles")),
              action);
        });
  }

  private static Set<String> articles(@Nullable PolicyNode node) {
    Set<String> articles = new HashSet<>();
    if (node != null) {
      node.list(Limits.ARTICLES)
          .forEach(element -> element.text(1, Limits.SECTION).ifPresent(articles::add));
    }
    return articles;
  }

  private static LengthRules length(@Nullable PolicyNode node) {
    if (node == null) {
      return LengthRules.NONE;
    }
    Map<String, PolicyNode> fields = node.object("min", "max");
    CountRule min = count(fields.get("min"), "characters", 1, Limits.CHARACTERS);
    CountRule max = count(fields.get("max"), "characters", 1, Limits.CHARACTERS);
    if (min != null && max != null && min.limit() > max.limit()) {
      node.wrong("max.characters: at least min.characters expected");
    }
    return new LengthRules(min, max);
  }

  private static FloodRules flood(@Nullable PolicyNode node) {
    if (node == null) {
      return FloodRules.NONE;
    }
    Map<String, PolicyNode> fields = node.object("author", "address", "text");
    return new FloodRules(
        floodRule(fields.get("author")),
        floodRule(fields.get("address")),
        floodRule(fields.get("text")));
  }

  private static @Nullable FloodRule floodRule(@Nullable PolicyNode node) {
    return rule(
        node,
        List.of("comments", "seconds"),
        (fields, action) ->
            new FloodRule(
                whole(node, fields, "comments", 1, Limits.FLOOD),
                Duration.ofSeconds(whole(node, fields, "seconds", 1, Limits.FLOOD_SECONDS)),
                action));
  }

  private static @Nullable DuplicateRule duplicate(@Nullable PolicyNode node) {
    return rule(
        node,
        List.of("scope", "hours", "minCharacters"),
        (fields, action) -> {
          PolicyNode scope = fields.get("scope");
          PolicyNode min = fields.get("minCharacters");
          return new DuplicateRule(
              scope == null
                  ? DuplicateRule.Scope.ARTICLE
                  : scope
                      .oneOf(List.of(DuplicateRule.Scope.values()), DuplicateRule.Scope::key)
                      .orElse(DuplicateRule.Scope.ARTICLE),
              Duration.ofHours(whole(node, fields, "hours", 1, Limits.DUPLICATE_HOURS)),
              min == null
                  ? DEFAULT_DUPLICATE_CHARACTERS
                  : min.whole(1, Limits.CHARACTERS).orElse(1),
              action);
        });
  }

  private @Nullable DisposableEmailRule disposable(@Nullable PolicyNode node) {
    return rule(
        node,
        List.of("domains", "allowed"),
        (fields, action) ->
            new DisposableEmailRule(
                domains.read(fields.get("domains")), domains.read(fields.get("allowed")), action));
  }
}
