package dev.replyguard.training.functional;

import dev.replyguard.model.Label;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A made-up comment that shows one thing a model should get right.
 *
 * @param functionality what it shows, such as {@code negated_abuse}
 * @param text the comment
 * @param identity key of the identity it names, such as {@code women}, if any
 * @param judgedBy the label by which an answer counts as right
 * @param expected for each label that is known whether the comment deserves it
 */
public record FunctionalCase(
    String functionality,
    String text,
    Optional<String> identity,
    Label judgedBy,
    Map<Label, Boolean> expected) {

  public FunctionalCase {
    expected = Collections.unmodifiableMap(new EnumMap<>(expected));
    if (!expected.containsKey(judgedBy)) {
      throw new IllegalArgumentException(functionality + ": " + judgedBy.key() + " is not known");
    }
  }

  /** Whether the comment deserves the label it is judged by. */
  public boolean isPositive() {
    return Boolean.TRUE.equals(expected.get(judgedBy));
  }
}
