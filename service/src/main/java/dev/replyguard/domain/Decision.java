package dev.replyguard.domain;

import dev.replyguard.model.Scores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about one comment, and on what grounds.
 *
 * @param verdict what is to be done
 * @param scores the model's calibrated scores, or null where it was not asked: a rule had decided
 *     before, or the model was away or switched off
 * @param reasons why, in the order of the stages; empty for an approval that nothing spoke against
 * @param model the version of the model in use
 * @param policy the version of the policy that judged it
 * @param detectedLanguage ISO 639-1 code, or null where none could be told
 * @param decidedAt when
 */
public record Decision(
    Verdict verdict,
    @Nullable Scores scores,
    List<Reason> reasons,
    String model,
    String policy,
    @Nullable String detectedLanguage,
    Instant decidedAt) {

  public Decision {
    reasons = List.copyOf(reasons);
  }

  /** The same decision with other reasons. */
  public Decision withReasons(List<Reason> newReasons) {
    return new Decision(verdict, scores, newReasons, model, policy, detectedLanguage, decidedAt);
  }

  /** The same grounds, as if nothing but a look by people had followed from them. */
  public Decision held() {
    return new Decision(Verdict.HOLD, scores, reasons, model, policy, detectedLanguage, decidedAt);
  }

  /** What is told of it to whom it must not lead: that people are to look, and under what. */
  public Decision withoutHints() {
    return new Decision(Verdict.HOLD, null, List.of(), model, policy, null, decidedAt);
  }

  /** The same decision, overruled or confirmed by people. */
  public Decision under(Ruling ruling) {
    List<Reason> more = new ArrayList<>();
    more.add(ruling.asReason());
    more.addAll(reasons);
    return new Decision(ruling.verdict(), scores, more, model, policy, detectedLanguage, decidedAt);
  }
}
