package dev.replyguard.pipeline.rules;

import dev.replyguard.domain.Match;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.policy.Action;
import dev.replyguard.domain.policy.EnforcementMode;
import java.util.List;

/** Puts a rule's finding into the form of a {@link Reason}. */
final class Reasons {
  /** How many places of a match are told. */
  static final int MAX_MATCHES = 20;

  private Reasons() {}

  static Reason of(String rule, Action action, String message, List<Match> matches) {
    Reason reason =
        Reason.of(
            Stage.RULES,
            rule,
            action.verdict(),
            message,
            matches.size() <= MAX_MATCHES ? matches : matches.subList(0, MAX_MATCHES));
    return action.mode() == EnforcementMode.SHADOW ? reason.asShadow() : reason;
  }

  static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
