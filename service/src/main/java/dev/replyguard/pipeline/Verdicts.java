package dev.replyguard.pipeline;

import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Verdict;
import java.util.List;

/** What reasons come to. */
final class Verdicts {
  private Verdicts() {}

  /** The most severe verdict that is asked for, not only tried out; approve where none is. */
  static Verdict worst(List<Reason> reasons) {
    Verdict worst = Verdict.APPROVE;
    for (Reason reason : reasons) {
      Verdict asked = reason.verdict();
      if (asked != null && !reason.shadow()) {
        worst = worst.orWorse(asked);
      }
    }
    return worst;
  }
}
