package dev.replyguard.domain;

import dev.replyguard.model.Scores;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about one text, and on what grounds. It holds nothing of the comment but the
 * words in {@link Reason#matches()}, so that it can be reused for the same text.
 *
 * @param verdict what is to be done
 * @param scores the model's calibrated scores
 * @param reasons why, in the order of the stages; empty for an approval that nothing spoke against
 * @param model the version of the model that scored it
 * @param policy the version of the policy that judged it
 * @param detectedLanguage ISO 639-1 code, or null where none could be told
 * @param decidedAt when
 */
public record Decision(
    Verdict verdict,
    Scores scores,
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
}
