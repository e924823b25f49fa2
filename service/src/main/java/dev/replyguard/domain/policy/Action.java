package dev.replyguard.domain.policy;

import dev.replyguard.domain.Verdict;

/**
 * What a rule asks for where it applies.
 *
 * @param verdict hold or reject
 * @param mode whether that counts
 */
public record Action(Verdict verdict, EnforcementMode mode) {

  public Action {
    if (verdict == Verdict.APPROVE) {
      throw new IllegalArgumentException("verdict: hold or reject expected, got approve");
    }
  }

  /** That verdict, counting. */
  public static Action enforce(Verdict verdict) {
    return new Action(verdict, EnforcementMode.ENFORCE);
  }
}
