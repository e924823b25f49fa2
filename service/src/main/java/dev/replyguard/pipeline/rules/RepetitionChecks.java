package dev.replyguard.pipeline.rules;

import dev.replyguard.domain.Match;
import dev.replyguard.domain.Match.Field;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.policy.DisposableEmailRule;
import dev.replyguard.domain.policy.DuplicateRule;
import dev.replyguard.domain.policy.FloodRule;
import dev.replyguard.domain.policy.RulesPolicy;
import dev.replyguard.store.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules about too much of the same: floods, duplicates, addresses made for one use. */
final class RepetitionChecks implements Rule {
  private final RulesPolicy rules;
  private final DomainSet disposable;
  private final DomainSet allowed;

  RepetitionChecks(RulesPolicy rules, DomainLists lists) {
    this.rules = rules;
    DisposableEmailRule rule = rules.disposableEmail();
    disposable = rule == null ? DomainSet.EMPTY : lists.disposable().and(rule.domains());
    allowed = rule == null ? DomainSet.EMPTY : DomainSet.of(rule.allowed());
  }

  @Override
  public List<Reason> examine(CommentView comment) {
    List<Reason> reasons = new ArrayList<>();
    Facts facts = comment.facts();
    flood("author", rules.flood().author(), facts.authorFlood(), reasons);
    flood("address", rules.flood().address(), facts.addressFlood(), reasons);
    flood("text", rules.flood().text(), facts.textFlood(), reasons);
    duplicate(facts.duplicateOf(), reasons);
    disposableEmail(comment, reasons);
    return reasons;
  }

  private static void flood(
      String of, @Nullable FloodRule rule, boolean exceeded, List<Reason> reasons) {
    if (rule != null && exceeded) {
      reasons.add(
          Reasons.of(
              "flood." + of,
              rule.action(),
              "More than "
                  + Reasons.count(rule.limit(), "comment", "comments")
                  + " in "
                  + rule.period().toSeconds()
                  + " s of this "
                  + of,
              List.of()));
    }
  }

  private void duplicate(@Nullable String earlier, List<Reason> reasons) {
    DuplicateRule rule = rules.duplicate();
    if (rule != null && earlier != null) {
      reasons.add(
          Reasons.of("duplicate", rule.action(), "The same text as comment " + earlier, List.of()));
    }
  }

  private void disposableEmail(CommentView comment, List<Reason> reasons) {
    DisposableEmailRule rule = rules.disposableEmail();
    String email = comment.text(Field.AUTHOR_EMAIL).stripTrailing();
    int at = email.lastIndexOf('@');
    if (rule == null || at < 0) {
      return;
    }
    Optional<String> domain = DomainNames.canonical(email.substring(at + 1));
    if (domain.filter(disposable::contains).filter(name -> !allowed.contains(name)).isPresent()) {
      // The domain only: the address itself is stored nowhere.
      Match match = comment.match(Field.AUTHOR_EMAIL, at + 1, email.length());
      reasons.add(
          Reasons.of(
              "disposableEmail", rule.action(), "A throw-away e-mail address", List.of(match)));
    }
  }
}
