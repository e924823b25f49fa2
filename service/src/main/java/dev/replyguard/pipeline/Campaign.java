package dev.replyguard.pipeline;

import dev.replyguard.domain.Decision;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.store.Background;
import dev.replyguard.store.RememberedRuling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a comment whose text turns out to be one of many by different authors: it is
 * held, with the others, as one group. Only the store can tell, while it records the comment.
 */
final class Campaign {
  private static final String RULE = "campaign";

  private Campaign() {}

  /**
   * The decision to take then instead of an approval that nobody stands up for; null where the
   * decision is to stay: it holds or rejects already, the author is trusted, people have approved
   * the text, or the policy does not let the memory count.
   */
  static @Nullable Decision instead(Findings findings, Decision decision, MemoryPolicy memory) {
    boolean nobodys =
        findings.policy().mode(Stage.MEMORY) == EnforcementMode.ENFORCE
            && findings.decidedBy() == Stage.POLICY
            && !isApproved(findings.background());
    if (decision.verdict() != Verdict.APPROVE || !nobodys || findings.trace().simHash() == null) {
      return null;
    }
    String message =
        "Similar comments came from "
            + memory.campaignAuthors()
            + " or more authors within "
            + memory.campaignWindow().toMinutes()
            + " minutes";
    List<Reason> reasons = new ArrayList<>(decision.reasons());
    reasons.add(Reason.of(Stage.MEMORY, RULE, Verdict.HOLD, message, List.of()));
    return new Decision(
        Verdict.HOLD,
        decision.scores(),
        reasons,
        decision.model(),
        decision.policy(),
        decision.detectedLanguage(),
        decision.decidedAt());
  }

  private static boolean isApproved(Background background) {
    RememberedRuling similar = background.similarText();
    return similar != null && similar.verdict() == Verdict.APPROVE;
  }
}
