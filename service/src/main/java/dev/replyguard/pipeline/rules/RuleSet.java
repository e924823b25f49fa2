package dev.replyguard.pipeline.rules;

import dev.replyguard.domain.Reason;
import dev.replyguard.domain.policy.LinkRules;
import dev.replyguard.domain.policy.RulesPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * A site's rules, compiled. Making one takes as long as its word lists are; examining a comment
 * does not depend on that. Immutable and safe for use by many threads.
 */
public final class RuleSet {
  private final List<Rule> rules;

  private RuleSet(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Compiles {@code policy}, which must be valid.
   *
   * @param lists the domains that hold for all sites
   */
  public static RuleSet compile(RulesPolicy policy, DomainLists lists) {
    RulesPolicy active = ActiveRules.of(policy);
    List<Rule> rules = new ArrayList<>();
    rules.add(new ConductChecks(active));
    if (!active.words().isEmpty()) {
      rules.add(new WordRules(active.words(), active.exceptions()));
    }
    if (!active.patterns().isEmpty()) {
      rules.add(new PatternRules(active.patterns()));
    }
    if (!active.links().equals(LinkRules.NONE) || active.authorUrl() != null) {
      rules.add(new LinkChecks(active.links(), active.authorUrl(), lists));
    }
    rules.add(new RepetitionChecks(active, lists));
    return new RuleSet(rules);
  }

  /** What speaks against the comment; reasons of rules that are only tried out are marked so. */
  public List<Reason> examine(CommentView comment) {
    List<Reason> reasons = new ArrayList<>();
    for (Rule rule : rules) {
      reasons.addAll(rule.examine(comment));
    }
    return reasons;
  }

  /** About how long {@link #examine} takes for a text of so many UTF-16 units, in nanoseconds. */
  public long estimatedNanos(int length) {
    return rules.stream().mapToLong(rule -> rule.estimatedNanos(length)).sum();
  }
}
