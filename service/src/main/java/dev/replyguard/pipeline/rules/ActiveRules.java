package dev.replyguard.pipeline.rules;

import dev.replyguard.domain.policy.Action;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.domain.policy.FloodRules;
import dev.replyguard.domain.policy.LengthRules;
import dev.replyguard.domain.policy.LinkRules;
import dev.replyguard.domain.policy.RulesPolicy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Leaves out of a policy the rules that are switched off. */
public final class ActiveRules {
  private ActiveRules() {}

  /** The rules that are enforced or tried out. */
  public static RulesPolicy of(RulesPolicy all) {
    return new RulesPolicy(
        all.exceptions(),
        all.words().stream().filter(list -> isActive(list.action())).toList(),
        all.patterns().stream().filter(pattern -> isActive(pattern.action())).toList(),
        links(all.links()),
        active(all.authorUrl(), action -> action),
        active(all.firstTime(), rule -> rule.action()),
        active(all.honeypot(), action -> action),
        active(all.typing(), rule -> rule.action()),
        active(all.closedArticles(), rule -> rule.action()),
        new LengthRules(
            active(all.length().min(), rule -> rule.action()),
            active(all.length().max(), rule -> rule.action())),
        new FloodRules(
            active(all.flood().author(), rule -> rule.action()),
            active(all.flood().address(), rule -> rule.action()),
            active(all.flood().text(), rule -> rule.action())),
        active(all.duplicate(), rule -> rule.action()),
        active(all.disposableEmail(), rule -> rule.action()));
  }

  private static LinkRules links(LinkRules all) {
    return new LinkRules(
        all.allowed(),
        active(all.max(), rule -> rule.action()),
        active(all.denied(), rule -> rule.action()),
        active(all.others(), action -> action),
        active(all.shorteners(), rule -> rule.action()));
  }

  private static boolean isActive(Action action) {
    return action.mode() != EnforcementMode.OFF;
  }

  private static <T> @Nullable T active(@Nullable T rule, Function<T, Action> action) {
    return rule == null || !isActive(action.apply(rule)) ? null : rule;
  }
}
