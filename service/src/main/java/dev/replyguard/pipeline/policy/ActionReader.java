package dev.replyguard.pipeline.policy;

import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.Action;
import dev.replyguard.domain.policy.EnforcementMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a rule asks for: the fields {@code verdict} and {@code mode} that all rules have. */
final class ActionReader {
  private static final List<Verdict> VERDICTS = List.of(Verdict.HOLD, Verdict.REJECT);
  private static final List<EnforcementMode> MODES =
      List.of(EnforcementMode.ENFORCE, EnforcementMode.SHADOW, EnforcementMode.OFF);

  private ActionReader() {}

  /**
   * The action of the rule {@code owner}, of which these are the fields; hold where it says none.
   */
  static Action read(PolicyNode owner, Map<String, PolicyNode> fields) {
    PolicyNode verdict = fields.get("verdict");
    PolicyNode mode = fields.get("mode");
    if (verdict == null) {
      owner.missing("verdict");
    }
    return new Action(
        verdict == null ? Verdict.HOLD : verdict.oneOf(VERDICTS, Verdict::key).orElse(Verdict.HOLD),
        mode == null ? EnforcementMode.ENFORCE : mode(mode).orElse(EnforcementMode.ENFORCE));
  }

  static Optional<EnforcementMode> mode(PolicyNode node) {
    return node.oneOf(MODES, EnforcementMode::key);
  }
}
