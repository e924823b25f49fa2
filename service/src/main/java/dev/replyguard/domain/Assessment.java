package dev.replyguard.domain;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the model makes of a comment. It depends on nothing but what the model sees of it, so that
 * it holds for the next comment that looks the same to the model, whatever the policy.
 *
 * @param scores the calibrated scores
 * @param language ISO 639-1 code of the detected language, or null where none could be told
 * @param evidence for the labels that were asked about, what speaks for them
 */
public record Assessment(Scores scores, @Nullable String language, Map<Label, Evidence> evidence) {

  public Assessment {
    evidence =
        evidence.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new EnumMap<Label, Evidence>(evidence));
  }

  /** Scores of which nobody has asked for the evidence yet. */
  public static Assessment of(Scores scores, @Nullable String language) {
    return new Assessment(scores, language, Map.of());
  }

  /** The same with this evidence in place of what is known so far. */
  public Assessment withEvidence(Map<Label, Evidence> found) {
    return new Assessment(scores, language, found);
  }

  /** Whether the evidence for all these labels is known, and stands in {@code text} as it says. */
  public boolean explains(Collection<Label> labels, String text) {
    for (Label label : labels) {
      Evidence known = evidence.get(label);
      if (known == null || !known.fits(text)) {
        return false;
      }
    }
    return true;
  }
}
